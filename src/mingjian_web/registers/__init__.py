"""Who is who (登记): institutions, people, equipment, clients, and how they are searched."""
