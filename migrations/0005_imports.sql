-- Imports: mappings kept for a bank, and an import undone as a whole.

CREATE TABLE `import_mappings` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `kind` text NOT NULL CHECK (`kind` IN ('theory', 'practical', 'defense')),
  `name` text NOT NULL CHECK (trim(`name`) <> ''),
  `mapping` text NOT NULL,
  `actor` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`)
) STRICT;
CREATE UNIQUE INDEX `import_mappings_name` ON `import_mappings` (`bank`,`kind`,`name`);

-- Who undid an import, when and why: one line, never changed.
CREATE TABLE `import_undos` (
  `import` text PRIMARY KEY NOT NULL,
  `retired` integer NOT NULL,
  `restored` integer NOT NULL,
  `reason` text NOT NULL CHECK (trim(`reason`) <> ''),
  `actor` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`import`) REFERENCES `imports`(`id`)
) STRICT;
CREATE TRIGGER `import_undos_no_update` BEFORE UPDATE ON `import_undos` BEGIN SELECT RAISE(ABORT, 'undoing is a record'); END;
CREATE TRIGGER `import_undos_no_delete` BEFORE DELETE ON `import_undos` BEGIN SELECT RAISE(ABORT, 'undoing is a record'); END;

-- The fingerprint an updated item had before: undoing gives it back.
ALTER TABLE `import_rows` ADD COLUMN `before` text;
-- Which import an item came from, and what an import changed.
CREATE INDEX `import_rows_item` ON `import_rows` (`item`);

-- An import goes one way: staged, published, undone. What was published stays a record.
CREATE TRIGGER `imports_steps` BEFORE UPDATE ON `imports`
WHEN NOT ((OLD.`state` = 'staging' AND NEW.`state` = 'published') OR (OLD.`state` = 'published' AND NEW.`state` = 'undone'))
  OR NEW.`id` <> OLD.`id` OR NEW.`bank` <> OLD.`bank` OR NEW.`kind` <> OLD.`kind` OR NEW.`file_name` <> OLD.`file_name`
  OR NEW.`file_digest` <> OLD.`file_digest` OR NEW.`actor` <> OLD.`actor` OR NEW.`at` <> OLD.`at`
BEGIN SELECT RAISE(ABORT, 'an import is published once and undone once'); END;
CREATE TRIGGER `imports_no_delete` BEFORE DELETE ON `imports` WHEN OLD.`state` <> 'staging'
BEGIN SELECT RAISE(ABORT, 'a published import is a record'); END;
CREATE TRIGGER `imports_undone_with_reason` BEFORE UPDATE OF `state` ON `imports`
WHEN NEW.`state` = 'undone' AND NOT EXISTS (SELECT 1 FROM `import_undos` WHERE `import` = NEW.`id`)
BEGIN SELECT RAISE(ABORT, 'undone without a reason'); END;
CREATE TRIGGER `import_rows_no_delete` BEFORE DELETE ON `import_rows`
WHEN (SELECT `state` FROM `imports` WHERE `id` = OLD.`import`) IN ('published', 'undone')
BEGIN SELECT RAISE(ABORT, 'a published import is a record'); END;
