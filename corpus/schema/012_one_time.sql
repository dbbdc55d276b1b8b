ALTER TABLE accounts ADD COLUMN once_until INTEGER;
