-- Finding items, saved views, and changes to many items at once.
--
-- What a search reads is derived from items and their newest revisions, and can be made again from them.
-- SQL cannot cut Chinese into pairs of characters, so the triggers only write down which items have
-- changed; the program brings those up to date in the same queue of transactions before it answers.

-- A bank's items of one kind are neighbours: the key of an item in the index is space · 2^32 + number.
CREATE TABLE `search_spaces` (
  `no` integer PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `kind` text NOT NULL
) STRICT;
CREATE UNIQUE INDEX `search_spaces_name` ON `search_spaces` (`bank`,`kind`);

-- An INTEGER PRIMARY KEY, because VACUUM may renumber rows that have none and the full-text table refers to it.
-- No point is '', unknown difficulty 0: keys of an order are never null.
CREATE TABLE `search_items` (
  `id` integer PRIMARY KEY NOT NULL,
  `space` integer NOT NULL,
  `item` text NOT NULL,
  `state` text NOT NULL,
  `type` text NOT NULL,
  `point` text NOT NULL,
  `difficulty` integer NOT NULL,
  `created` integer NOT NULL,
  `changed` integer NOT NULL
) STRICT;
CREATE UNIQUE INDEX `search_items_item` ON `search_items` (`item`);
CREATE INDEX `search_items_point` ON `search_items` (`space`,`point`,`id`);
CREATE INDEX `search_items_difficulty` ON `search_items` (`space`,`difficulty`,`id`);
CREATE INDEX `search_items_created` ON `search_items` (`space`,`created`,`id`);
CREATE INDEX `search_items_changed` ON `search_items` (`space`,`changed`,`id`);

-- Tokens only, no text: `rowid` is `search_items.id`. The prefix index answers searches for one character.
CREATE VIRTUAL TABLE `search_words` USING fts5(
  stem, options, rationale, facets,
  content='', contentless_delete=1, prefix='1', tokenize="ascii tokenchars '.'");

CREATE TABLE `search_waiting` (`item` text PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO `search_waiting` SELECT `id` FROM `items`;

-- NOT EXISTS and not OR IGNORE: the conflict clause of the statement that fires a trigger would overrule it.
CREATE TRIGGER `items_search_insert` AFTER INSERT ON `items` BEGIN
  INSERT INTO `search_waiting` SELECT NEW.`id`
  WHERE NOT EXISTS (SELECT 1 FROM `search_waiting` WHERE `item` = NEW.`id`);
END;
CREATE TRIGGER `items_search_update` AFTER UPDATE ON `items` BEGIN
  INSERT INTO `search_waiting` SELECT NEW.`id`
  WHERE NOT EXISTS (SELECT 1 FROM `search_waiting` WHERE `item` = NEW.`id`);
END;
CREATE TABLE `saved_views` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `person` text NOT NULL,
  `name` text NOT NULL,
  `view` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`)
) STRICT;
CREATE UNIQUE INDEX `saved_views_name` ON `saved_views` (`bank`,`person`,`name`);

CREATE TABLE `bulk_changes` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `kind` text NOT NULL,
  `person` text NOT NULL,
  `change` text NOT NULL,
  `reason` text NOT NULL,
  `at` integer NOT NULL,
  `undone_by` text,
  `undone_at` integer,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`)
) STRICT;
CREATE INDEX `bulk_changes_bank` ON `bulk_changes` (`bank`,`at`);

-- How each item stood before and after: what undoing needs, and how it knows that nothing newer happened.
CREATE TABLE `bulk_lines` (
  `bulk` text NOT NULL,
  `item` text NOT NULL,
  `state_before` text NOT NULL,
  `revision_before` integer NOT NULL,
  `approved_before` integer,
  `state_after` text NOT NULL,
  `revision_after` integer NOT NULL,
  `approved_after` integer,
  PRIMARY KEY(`bulk`, `item`),
  FOREIGN KEY (`bulk`) REFERENCES `bulk_changes`(`id`),
  FOREIGN KEY (`item`) REFERENCES `items`(`id`)
) STRICT;

-- Records of what was done: a bulk change can be marked undone, once, and nothing else.
CREATE TRIGGER `bulk_changes_no_update` BEFORE UPDATE ON `bulk_changes`
WHEN OLD.`undone_at` IS NOT NULL OR NEW.`undone_at` IS NULL OR NEW.`undone_by` IS NULL
  OR NEW.`id` <> OLD.`id` OR NEW.`bank` <> OLD.`bank` OR NEW.`kind` <> OLD.`kind` OR NEW.`person` <> OLD.`person`
  OR NEW.`change` <> OLD.`change` OR NEW.`reason` <> OLD.`reason` OR NEW.`at` <> OLD.`at`
BEGIN SELECT RAISE(ABORT, 'bulk changes are immutable'); END;
CREATE TRIGGER `bulk_changes_no_delete` BEFORE DELETE ON `bulk_changes` BEGIN SELECT RAISE(ABORT, 'bulk changes are immutable'); END;
CREATE TRIGGER `bulk_lines_no_update` BEFORE UPDATE ON `bulk_lines` BEGIN SELECT RAISE(ABORT, 'bulk changes are immutable'); END;
CREATE TRIGGER `bulk_lines_no_delete` BEFORE DELETE ON `bulk_lines` BEGIN SELECT RAISE(ABORT, 'bulk changes are immutable'); END;
