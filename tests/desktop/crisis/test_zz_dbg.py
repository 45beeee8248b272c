import sys
sys.path.insert(0,"/work/main")
from tests.desktop.crisis.test_statements import *
def test_dbg(town, draft, qtbot):
    fill_in(qtbot)
    print("A", here(), here().accessibleName())
    press(qtbot, Key.Key_Return, held=CONTROL)
    print("B", here(), here().accessibleName())
    press(qtbot, Key.Key_2)
    print("C", here(), here().accessibleName(), draft.draft.approval.message(), newest(town).statement.state)
    assert 0
