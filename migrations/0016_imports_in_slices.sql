-- An import's items stand in their table before anybody sees them, written in short transactions; one small step
-- publishes them all. `items` is what everybody reads and writes; the rows lie in `item_rows`.

ALTER TABLE `items` RENAME TO `item_rows`;
-- The import that brought an item, '' for one that was written here: unseen until that import is published.
ALTER TABLE `item_rows` ADD COLUMN `import` text DEFAULT '' NOT NULL;
-- The highest number kept for an import's items, so that nobody else takes one of them meanwhile.
ALTER TABLE `imports` ADD COLUMN `last_number` integer;
CREATE INDEX `imports_staging` ON `imports` (`id`) WHERE `state` = 'staging';

-- Counts stay within these indexes, which therefore hold the column that every count now looks at.
DROP INDEX `items_state`;
CREATE INDEX `items_state` ON `item_rows` (`bank`,`kind`,`state`,`import`);
DROP INDEX `items_in_use`;
CREATE INDEX `items_in_use` ON `item_rows` (`bank`,`kind`,`point`,`state`,`approved`,`import`) WHERE `approved` IS NOT NULL AND `state` <> 'retired';

CREATE VIEW `items` AS
SELECT `id`, `bank`, `kind`, `number`, `code`, `state`, `revision`, `approved`, `type`, `point`, `difficulty`, `fingerprint`, `at`
FROM `item_rows` WHERE `import` NOT IN (SELECT `id` FROM `imports` WHERE `state` = 'staging');

CREATE TRIGGER `items_insert` INSTEAD OF INSERT ON `items` BEGIN
  INSERT INTO `item_rows` (`id`, `bank`, `kind`, `number`, `code`, `state`, `revision`, `approved`, `type`, `point`, `difficulty`, `fingerprint`, `at`)
  VALUES (NEW.`id`, NEW.`bank`, NEW.`kind`, NEW.`number`, NEW.`code`, NEW.`state`, NEW.`revision`, NEW.`approved`, NEW.`type`, NEW.`point`,
    NEW.`difficulty`, NEW.`fingerprint`, NEW.`at`);
END;
CREATE TRIGGER `items_update` INSTEAD OF UPDATE ON `items` BEGIN
  UPDATE `item_rows` SET `id` = NEW.`id`, `bank` = NEW.`bank`, `kind` = NEW.`kind`, `number` = NEW.`number`, `code` = NEW.`code`,
    `state` = NEW.`state`, `revision` = NEW.`revision`, `approved` = NEW.`approved`, `type` = NEW.`type`, `point` = NEW.`point`,
    `difficulty` = NEW.`difficulty`, `fingerprint` = NEW.`fingerprint`, `at` = NEW.`at`
  WHERE `id` = OLD.`id`;
END;
CREATE TRIGGER `items_delete` INSTEAD OF DELETE ON `items` BEGIN SELECT RAISE(ABORT, 'items are retired, not removed'); END;

-- What no import published is no record yet and may be taken away again.
DROP TRIGGER `items_no_delete`;
CREATE TRIGGER `items_no_delete` BEFORE DELETE ON `item_rows`
WHEN NOT EXISTS (SELECT 1 FROM `imports` WHERE `id` = OLD.`import` AND `state` = 'staging')
BEGIN SELECT RAISE(ABORT, 'items are retired, not removed'); END;
DROP TRIGGER `revisions_no_delete`;
CREATE TRIGGER `revisions_no_delete` BEFORE DELETE ON `revisions`
WHEN NOT EXISTS (SELECT 1 FROM `item_rows` i JOIN `imports` m ON m.`id` = i.`import` WHERE i.`id` = OLD.`item` AND m.`state` = 'staging')
BEGIN SELECT RAISE(ABORT, 'revisions are immutable'); END;
-- An item keeps the import it came with: it cannot be hidden again under another.
CREATE TRIGGER `items_keep_import` BEFORE UPDATE OF `import` ON `item_rows` WHEN NEW.`import` <> OLD.`import`
BEGIN SELECT RAISE(ABORT, 'an item keeps its import'); END;

-- Unseen items wait for no index; once published, those of an import are taken up row by row from `next` on.
CREATE TABLE `search_imports` (
  `import` text PRIMARY KEY NOT NULL,
  `next` integer NOT NULL
) STRICT;
DROP TRIGGER `items_search_insert`;
CREATE TRIGGER `items_search_insert` AFTER INSERT ON `item_rows` WHEN NEW.`import` = '' BEGIN
  INSERT INTO `search_waiting` SELECT NEW.`id`
  WHERE NOT EXISTS (SELECT 1 FROM `search_waiting` WHERE `item` = NEW.`id`);
END;
CREATE TRIGGER `imports_search` AFTER UPDATE OF `state` ON `imports` WHEN NEW.`state` = 'published' BEGIN
  INSERT INTO `search_imports` VALUES (NEW.`id`, 0);
END;
