-- Drafted from server/db/schema.ts, then mended by hand: STRICT tables, checks, triggers.

CREATE TABLE `banks` (
  `id` text PRIMARY KEY NOT NULL,
  `occupation_code` text NOT NULL,
  `occupation` text NOT NULL,
  `trade` text,
  `level` integer NOT NULL CHECK (`level` BETWEEN 1 AND 5),
  `standard` text NOT NULL,
  `at` integer NOT NULL
) STRICT;

CREATE TABLE `blueprints` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `kind` text NOT NULL,
  `name` text NOT NULL,
  `version` integer NOT NULL,
  `content` text NOT NULL,
  `digest` text NOT NULL,
  `author` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`)
) STRICT;

CREATE UNIQUE INDEX `blueprints_version` ON `blueprints` (`bank`,`kind`,`name`,`version`);
CREATE TABLE `custodians` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `name` text NOT NULL,
  `public_key` text NOT NULL,
  `fingerprint` text NOT NULL,
  `wrapped` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`)
) STRICT;

CREATE UNIQUE INDEX `custodians_name` ON `custodians` (`bank`,`name`);
CREATE TABLE `element_tables` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `kind` text NOT NULL,
  `edition` text NOT NULL,
  `digest` text NOT NULL,
  `content` text NOT NULL,
  `author` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`)
) STRICT;

CREATE INDEX `element_tables_bank` ON `element_tables` (`bank`,`kind`,`at`);
CREATE TABLE `import_rows` (
  `import` text NOT NULL,
  `no` integer NOT NULL,
  `sheet` text NOT NULL,
  `row` integer NOT NULL,
  `outcome` text NOT NULL,
  `item` text,
  `number` integer,
  `revision` integer,
  `code` text,
  `content` text,
  `digest` text,
  `fingerprint` text,
  `issues` text NOT NULL,
  PRIMARY KEY(`import`, `no`),
  FOREIGN KEY (`import`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;

CREATE TABLE `imports` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `kind` text NOT NULL,
  `file_name` text NOT NULL,
  `file_digest` text NOT NULL,
  `state` text NOT NULL,
  `actor` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`)
) STRICT;

CREATE INDEX `imports_bank` ON `imports` (`bank`,`at`);
CREATE TABLE `items` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `kind` text NOT NULL,
  `number` integer NOT NULL,
  `code` text,
  `state` text NOT NULL CHECK (`state` IN ('draft', 'submitted', 'approved', 'retired')),
  `revision` integer NOT NULL,
  `approved` integer,
  `type` text,
  `point` text,
  `difficulty` integer,
  `fingerprint` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`)
) STRICT;

CREATE UNIQUE INDEX `items_number` ON `items` (`bank`,`kind`,`number`);
CREATE UNIQUE INDEX `items_code` ON `items` (`bank`,`kind`,`code`);
CREATE INDEX `items_fingerprint` ON `items` (`bank`,`kind`,`fingerprint`);
CREATE INDEX `items_state` ON `items` (`bank`,`kind`,`state`);
CREATE TABLE `log` (
  `seq` integer PRIMARY KEY NOT NULL,
  `at` integer NOT NULL,
  `actor` text NOT NULL,
  `bank` text NOT NULL,
  `did` text NOT NULL,
  `to` text NOT NULL,
  `why` text NOT NULL,
  `result` text NOT NULL,
  `hash` text NOT NULL
) STRICT;

CREATE TABLE `papers` (
  `id` text PRIMARY KEY NOT NULL,
  `set` text NOT NULL,
  `number` integer NOT NULL,
  `state` text NOT NULL,
  `key_state` text NOT NULL,
  FOREIGN KEY (`set`) REFERENCES `sets`(`id`)
) STRICT;

CREATE UNIQUE INDEX `papers_number` ON `papers` (`set`,`number`);
CREATE TABLE `pictures` (
  `sha256` text PRIMARY KEY NOT NULL,
  `media_type` text NOT NULL,
  `width` integer NOT NULL,
  `height` integer NOT NULL,
  `bytes` blob NOT NULL,
  `at` integer NOT NULL
) STRICT;

CREATE TABLE `revisions` (
  `item` text NOT NULL,
  `no` integer NOT NULL,
  `content` text NOT NULL,
  `digest` text NOT NULL,
  `author` text NOT NULL,
  `reason` text NOT NULL,
  `at` integer NOT NULL,
  PRIMARY KEY(`item`, `no`),
  FOREIGN KEY (`item`) REFERENCES `items`(`id`)
) STRICT;

CREATE TABLE `seals` (
  `id` text PRIMARY KEY NOT NULL,
  `set` text NOT NULL,
  `paper` text,
  `object` text NOT NULL,
  `manifest` text NOT NULL,
  `body` text NOT NULL,
  `envelope` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`set`) REFERENCES `sets`(`id`),
  FOREIGN KEY (`paper`) REFERENCES `papers`(`id`)
) STRICT;

CREATE UNIQUE INDEX `seals_object` ON `seals` (`set`,`paper`,`object`);
-- Null papers would all differ in the index above: a set itself is sealed once.
CREATE UNIQUE INDEX `seals_set` ON `seals` (`set`) WHERE `paper` IS NULL;
CREATE TABLE `sets` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `kind` text NOT NULL,
  `number` integer NOT NULL,
  `blueprint` text NOT NULL,
  `pool_digest` text NOT NULL,
  `engine` text NOT NULL,
  `certificate` text NOT NULL,
  `commitment` text NOT NULL,
  `assembled_by` text NOT NULL,
  `approved_by` text,
  `at` integer NOT NULL,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`),
  FOREIGN KEY (`blueprint`) REFERENCES `blueprints`(`id`)
) STRICT;

CREATE UNIQUE INDEX `sets_number` ON `sets` (`bank`,`kind`,`number`);
CREATE TABLE `uses` (
  `set` text NOT NULL,
  `item` text NOT NULL,
  PRIMARY KEY(`set`, `item`),
  FOREIGN KEY (`set`) REFERENCES `sets`(`id`),
  FOREIGN KEY (`item`) REFERENCES `items`(`id`)
) STRICT;

CREATE TABLE `verdicts` (
  `id` text PRIMARY KEY NOT NULL,
  `item` text NOT NULL,
  `revision` integer NOT NULL,
  `reviewer` text NOT NULL,
  `verdict` text NOT NULL CHECK (`verdict` IN ('approved', 'returned')),
  `reasons` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`item`, `revision`) REFERENCES `revisions`(`item`, `no`)
) STRICT;

CREATE INDEX `verdicts_item` ON `verdicts` (`item`,`revision`);

-- Two pairs of eyes: nobody approves, or sends back, what they wrote.
CREATE TRIGGER `verdicts_second_person` BEFORE INSERT ON `verdicts`
WHEN NEW.`reviewer` = (SELECT `author` FROM `revisions` WHERE `item` = NEW.`item` AND `no` = NEW.`revision`)
BEGIN SELECT RAISE(ABORT, 'verdict by the author'); END;

CREATE TRIGGER `items_approved_by_verdict` BEFORE UPDATE OF `approved` ON `items`
WHEN NEW.`approved` IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM `verdicts` WHERE `item` = NEW.`id` AND `revision` = NEW.`approved` AND `verdict` = 'approved')
BEGIN SELECT RAISE(ABORT, 'approved without a verdict'); END;

CREATE TRIGGER `items_start_unapproved` BEFORE INSERT ON `items` WHEN NEW.`approved` IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'approved without a verdict'); END;

-- Revisions and verdicts are records: they are added to, never changed.
CREATE TRIGGER `revisions_no_update` BEFORE UPDATE ON `revisions` BEGIN SELECT RAISE(ABORT, 'revisions are immutable'); END;
CREATE TRIGGER `revisions_no_delete` BEFORE DELETE ON `revisions` BEGIN SELECT RAISE(ABORT, 'revisions are immutable'); END;
CREATE TRIGGER `verdicts_no_update` BEFORE UPDATE ON `verdicts` BEGIN SELECT RAISE(ABORT, 'verdicts are immutable'); END;
CREATE TRIGGER `verdicts_no_delete` BEFORE DELETE ON `verdicts` BEGIN SELECT RAISE(ABORT, 'verdicts are immutable'); END;
CREATE TRIGGER `seals_no_update` BEFORE UPDATE ON `seals` BEGIN SELECT RAISE(ABORT, 'seals are immutable'); END;
CREATE TRIGGER `seals_no_delete` BEFORE DELETE ON `seals` BEGIN SELECT RAISE(ABORT, 'seals are immutable'); END;
CREATE TRIGGER `blueprints_no_update` BEFORE UPDATE ON `blueprints` BEGIN SELECT RAISE(ABORT, 'blueprint versions are immutable'); END;
CREATE TRIGGER `element_tables_no_update` BEFORE UPDATE ON `element_tables` BEGIN SELECT RAISE(ABORT, 'editions are immutable'); END;

-- Whoever approves a set did not assemble it.
CREATE TRIGGER `sets_second_person` BEFORE UPDATE OF `approved_by` ON `sets`
WHEN NEW.`approved_by` = NEW.`assembled_by`
BEGIN SELECT RAISE(ABORT, 'approval by the assembler'); END;

-- The log only grows, by one entry at a time. REPLACE deletes first, which recursive_triggers makes visible.
CREATE TRIGGER `log_no_update` BEFORE UPDATE ON `log` BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER `log_no_delete` BEFORE DELETE ON `log` BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER `log_no_gap` BEFORE INSERT ON `log`
WHEN NEW.`seq` <> (SELECT coalesce(max(`seq`), 0) + 1 FROM `log`)
BEGIN SELECT RAISE(ABORT, 'the log has no gaps'); END;
