"""Several real nodes that are killed, cut off, starved of disk, wrong about the time and lied to.

Every node is a process of its own (`nodes`); what a test does in one it does as an officer's program
over the API (`faults.desk`), and looks into it by an agent. `python tools/soak.py --minutes N` does the
same for as long as one likes.
"""
