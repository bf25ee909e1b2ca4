"""What School Desk uses of font-roboto 0.0.1: the path of each font file."""

Roboto: str
RobotoBold: str
RobotoItalic: str
RobotoMedium: str

font_directory: str
font_files: dict[str, str]
