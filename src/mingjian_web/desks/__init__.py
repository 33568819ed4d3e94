"""The three desks: pages only. They ask chapters' queries and actions and know no model."""
