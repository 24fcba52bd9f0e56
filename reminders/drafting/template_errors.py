"""What is wrong with a template, in words for the person who wrote it."""


class TemplateError(ValueError):
    """A template that cannot be used: `problem` is a plain sentence, `line` counts from 1, 0 for the whole."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(line, problem)
        self.line = line
        self.problem = problem

    def __str__(self) -> str:
        if not self.line:
            return self.problem
        return f"Line {self.line}: {self.problem[:1].lower()}{self.problem[1:]}"
