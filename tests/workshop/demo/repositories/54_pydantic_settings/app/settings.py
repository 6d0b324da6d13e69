from pydantic_settings import BaseSettings, CliApp
from pydantic import Field


class Settings(BaseSettings, cli_parse_args=True):
    """Reverse a text."""

    text: str = Field(description="what to reverse")
    times: int = Field(1, ge=1, le=9, description="how often")
    upper: bool = False

    def cli_cmd(self):
        out = self.text
        for _ in range(self.times):
            out = out[::-1]
        print(out.upper() if self.upper else out)


if __name__ == "__main__":
    CliApp.run(Settings)
