"""Registers that are people of another department (部门核验): the answer is their work, and comes when it is done."""

from collections.abc import Sequence

from flows.connectors.hearing import Heard, said
from flows.register_messages import RegisterQuery
from matters.case import FindingOutcome
from matters.registers import Register


class People:
    """Nobody is called: the case itself opens the work item (`matters` does), and here it is only pending."""

    most = 200

    async def close(self) -> None:
        """Nothing is open."""

    async def ask(self, register: Register, queries: Sequence[RegisterQuery]) -> list[Heard]:
        return [await self.poll(register, query, str(register.department)) for query in queries]

    async def poll(self, register: Register, query: RegisterQuery, ticket: str) -> Heard:
        return Heard(said(FindingOutcome.PENDING).model_copy(update={"ticket": ticket}))
