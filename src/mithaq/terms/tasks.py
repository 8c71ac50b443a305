"""How soon a task is to be done, beside the time it is due."""

from mithaq.terms.vocabulary import Vocabulary, term

TASK_PRIORITIES = Vocabulary(
    "task-priorities",
    term("immediate", "فورية", "inmediata", "sofort", "immédiate", "immediate"),
    term("high", "ذات أولوية", "alta", "vorrangig", "prioritaire", "high"),
    term("normal", "عادية", "ordinaria", "regulär", "ordinaire", "normal"),
)
