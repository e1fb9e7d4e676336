"""What the door of the web desk refuses."""

from datetime import timedelta

from matters.errors import NotFound, OneGoError, Refused


class SignInNeeded(OneGoError):
    """Nobody is signed in here, or no longer."""

    status = 401

    def __init__(self) -> None:
        super().__init__(
            zh="您尚未登录，或登录已超过时限。请登录后继续。",
            en="You are not signed in, or your session has ended. Sign in to go on.",
        )


class TokenNeeded(OneGoError):
    """An API call without a valid token."""

    status = 401

    def __init__(self) -> None:
        super().__init__(
            zh="接口令牌缺失或无效。请在请求头中以 Authorization: Bearer 提供本部门的令牌。",
            en="The API token is missing or not valid. Send your department's token as"
            " Authorization: Bearer.",
        )


class WrongPassword(OneGoError):
    """The account and the password do not belong together; which of them is wrong is not said."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            zh="账号或密码不正确。请核对后重新输入；忘记密码的，请联系系统管理员。",
            en="The account or the password is wrong. Check both and try again; if you forgot the"
            " password, ask your administrator.",
        )


class PasswordTooShort(OneGoError):
    """A new password that is guessed too easily."""

    status = 422

    def __init__(self, shortest: int) -> None:
        super().__init__(
            zh=f"密码至少{shortest}个字符。请另设一个更长的密码。",
            en=f"A password has at least {shortest} characters. Choose a longer one.",
        )


class PasswordTooLong(OneGoError):
    """A new password of which only the beginning would count."""

    status = 422

    def __init__(self, longest: int) -> None:
        super().__init__(
            zh=f"密码至多{longest}个字符。请另设一个较短的密码。",
            en=f"A password has at most {longest} characters. Choose a shorter one.",
        )


class PasswordsDiffer(OneGoError):
    """The same new password was not typed twice."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            zh="两次输入的密码不一致。请重新输入。",
            en="The two passwords are not the same. Type them again.",
        )


class TooManyAttempts(Refused):
    """Too many wrong passwords for one account or from one address."""

    status = 429

    def __init__(self, wait: timedelta) -> None:
        minutes = max(1, -(-int(wait.total_seconds()) // 60))
        super().__init__(
            zh=f"登录失败次数过多，为保护账号已暂停登录。请在{minutes}分钟后再试，"
            "或联系系统管理员。",
            en="Too many failed attempts; to protect the account, signing in is paused."
            f" Try again in {minutes} minute(s), or ask your administrator.",
        )
        self.seconds = max(1, int(wait.total_seconds()))


class FormTooOld(Refused):
    """A form without the mark of this browser's session: it was opened before signing in, or elsewhere."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            zh="该页面已过期或不是从本系统提交。请返回上一页，刷新后重新提交。",
            en="This form is too old or was not sent from here. Go back, reload the page and submit"
            " it again.",
        )


class BodyTooLarge(OneGoError):
    """More was sent than an upload may have."""

    status = 413

    def __init__(self, limit: int) -> None:
        size = f"{limit / 1_000_000:.0f}"
        super().__init__(
            zh=f"提交的内容超过上限{size}MB。请压缩文件或分次上传。",
            en=f"More than {size} MB were sent. Compress the files, or upload them one by one.",
        )


class RouteOpen(Exception):
    """A route that does not say who may enter; the hall does not open with it."""

    def __init__(self, route: str) -> None:
        super().__init__(f"{route} does not say who may enter: give it allowed(…) or public()")


class NoCaseBehindCode(NotFound):
    """A follow address that belongs to no case; it is an applicant who reads this."""

    def __init__(self) -> None:
        OneGoError.__init__(
            self,
            zh="没有找到该办件。请重新扫描收件凭证上的二维码；仍然打不开的，请到窗口或者拨打凭证上的电话查询。",
            en="That case was not found. Scan the code on your receipt again; if that does not help, ask at the"
            " counter or call the number on the receipt.",
        )
