"""The register of dogs of the worked example in docs/writing-a-check.md: run it, and ask it.

python docs/examples/registers/dogs.py 8700
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

KEY = "a-key-for-trying-only"
DOGS = {
    "330203199001010014": [
        {"cyr": "王小明", "zh": "甬A00123", "pz": "柯基", "yxq": "2027/03/31", "myzt": "1"},
    ],
    "330203199001010022": [
        {"cyr": "李四", "zh": "甬A00456", "pz": "柴犬", "yxq": "2026/12/31", "myzt": "0"},
        {"cyr": "李四", "zh": "甬A00457", "pz": "柴犬", "yxq": "2026/12/31", "myzt": "1"},
    ],
}


class Dogs(BaseHTTPRequestHandler):
    """Answers one question as the holder's manual says."""

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", 0))
        asked = json.loads(self.rfile.read(length) or "{}")
        if self.headers.get("x-dog-key") != KEY:
            return self._say(401, {"rtnCode": "401", "rtnMsg": "无权访问"})
        if "sfzh" not in asked.get("body", {}):
            return self._say(200, {"rtnCode": "9", "rtnMsg": "缺少证件号码"})
        found = DOGS.get(asked["body"]["sfzh"], [])
        result = {"total": str(len(found)), "list": found}
        said = {"rtnCode": "0", "rtnMsg": "成功", "lsh": "Q20260305000042", "result": result}
        return self._say(200, said)

    def _say(self, status: int, body: object) -> None:
        content = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Who was asked about is nobody's business."""


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Dogs).serve_forever()
