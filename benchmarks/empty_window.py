"""The floor of a start: a PySide6 window with an empty table, up to its first painting."""

from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from benchmarks.told import FirstPaint

app = QApplication([])
window = QMainWindow()
table = QTableView()
window.setCentralWidget(table)
window.resize(1366, 698)
FirstPaint(table.viewport())
window.show()
app.exec()
