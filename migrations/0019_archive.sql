-- The archive of a sitting: where its materials lie, and who consulted them.

-- An entry is never changed: what moved is entered again, and the newest version holds.
CREATE TABLE `archive_entries` (
  `sitting` text NOT NULL,
  `material` text NOT NULL,
  `version` integer NOT NULL CHECK (`version` >= 1),
  `medium` text NOT NULL CHECK (`medium` IN ('paper', 'electronic')),
  `place` text NOT NULL,
  `present` integer NOT NULL CHECK (`present` IN (0, 1)),
  `by` text NOT NULL,
  `at` integer NOT NULL,
  PRIMARY KEY(`sitting`, `material`, `version`),
  CHECK (`present` = 0 OR trim(`place`) <> ''),
  FOREIGN KEY (`sitting`) REFERENCES `sittings`(`id`)
) STRICT;

CREATE TABLE `consultations` (
  `id` text PRIMARY KEY NOT NULL,
  `sitting` text NOT NULL,
  `person` text NOT NULL CHECK (trim(`person`) <> ''),
  `reason` text NOT NULL CHECK (trim(`reason`) <> ''),
  `by` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`sitting`) REFERENCES `sittings`(`id`)
) STRICT;
CREATE INDEX `consultations_sitting` ON `consultations` (`sitting`);

CREATE TABLE `consultation_decisions` (
  `consultation` text PRIMARY KEY NOT NULL,
  `decision` text NOT NULL CHECK (`decision` IN ('approved', 'refused')),
  `by` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`consultation`) REFERENCES `consultations`(`id`)
) STRICT;

-- The consulting itself; `first` and `second` were present.
CREATE TABLE `consultation_visits` (
  `consultation` text PRIMARY KEY NOT NULL,
  `first` text NOT NULL CHECK (trim(`first`) <> ''),
  `second` text NOT NULL CHECK (trim(`second`) <> ''),
  `by` text NOT NULL,
  `at` integer NOT NULL,
  CHECK (`first` <> `second`),
  FOREIGN KEY (`consultation`) REFERENCES `consultations`(`id`)
) STRICT;

CREATE TRIGGER `archive_entries_no_update` BEFORE UPDATE ON `archive_entries` BEGIN SELECT RAISE(ABORT, 'archive entries are a record'); END;
CREATE TRIGGER `archive_entries_no_delete` BEFORE DELETE ON `archive_entries` BEGIN SELECT RAISE(ABORT, 'archive entries are a record'); END;
CREATE TRIGGER `archive_entries_no_gap` BEFORE INSERT ON `archive_entries`
WHEN NEW.`version` <> (SELECT coalesce(max(`version`), 0) + 1 FROM `archive_entries` WHERE `sitting` = NEW.`sitting` AND `material` = NEW.`material`)
BEGIN SELECT RAISE(ABORT, 'archive entries have no gaps'); END;

CREATE TRIGGER `consultations_no_update` BEFORE UPDATE ON `consultations` BEGIN SELECT RAISE(ABORT, 'consultations are a record'); END;
CREATE TRIGGER `consultations_no_delete` BEFORE DELETE ON `consultations` BEGIN SELECT RAISE(ABORT, 'consultations are a record'); END;
CREATE TRIGGER `consultations_archived` BEFORE INSERT ON `consultations`
WHEN (SELECT `state` FROM `sittings` WHERE `id` = NEW.`sitting`) <> 'archived'
BEGIN SELECT RAISE(ABORT, 'only an archived sitting is consulted'); END;
CREATE TRIGGER `consultation_decisions_no_update` BEFORE UPDATE ON `consultation_decisions` BEGIN SELECT RAISE(ABORT, 'consultations are a record'); END;
CREATE TRIGGER `consultation_decisions_no_delete` BEFORE DELETE ON `consultation_decisions` BEGIN SELECT RAISE(ABORT, 'consultations are a record'); END;
CREATE TRIGGER `consultation_decisions_second_person` BEFORE INSERT ON `consultation_decisions`
WHEN NEW.`by` IN (SELECT `by` FROM `consultations` WHERE `id` = NEW.`consultation`
  UNION SELECT `person` FROM `consultations` WHERE `id` = NEW.`consultation`)
BEGIN SELECT RAISE(ABORT, 'approval by who asked or who consults'); END;
CREATE TRIGGER `consultation_visits_no_update` BEFORE UPDATE ON `consultation_visits` BEGIN SELECT RAISE(ABORT, 'consultations are a record'); END;
CREATE TRIGGER `consultation_visits_no_delete` BEFORE DELETE ON `consultation_visits` BEGIN SELECT RAISE(ABORT, 'consultations are a record'); END;
CREATE TRIGGER `consultation_visits_approved` BEFORE INSERT ON `consultation_visits`
WHEN NOT EXISTS (SELECT 1 FROM `consultation_decisions` WHERE `consultation` = NEW.`consultation` AND `decision` = 'approved')
BEGIN SELECT RAISE(ABORT, 'only an approved consultation takes place'); END;
CREATE TRIGGER `consultation_visits_others` BEFORE INSERT ON `consultation_visits`
WHEN (SELECT `person` FROM `consultations` WHERE `id` = NEW.`consultation`) IN (NEW.`first`, NEW.`second`)
BEGIN SELECT RAISE(ABORT, 'who consults is not one of those present'); END;
