# Flask-Security: the folder of its models.
