"""What people get: JSON, tables, pages and pictures of documents and cascades."""
