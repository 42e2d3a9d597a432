-- Editing a set before it is sealed, and sets made blind.

CREATE TABLE `set_steps` (
  `set` text NOT NULL,
  `no` integer NOT NULL CHECK (`no` >= 1),
  `kind` text NOT NULL CHECK (`kind` IN ('replace', 'pin', 'exclude', 'free', 'rerun')),
  `actor` text NOT NULL,
  `at` integer NOT NULL,
  PRIMARY KEY(`set`, `no`),
  FOREIGN KEY (`set`) REFERENCES `sets`(`id`)
) STRICT;

CREATE TABLE `blind_sets` (
  `set` text PRIMARY KEY NOT NULL,
  `actor` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`set`) REFERENCES `sets`(`id`)
) STRICT;

-- A set's history is added to, without a gap, and only while its papers wait for approval.
CREATE TRIGGER `set_steps_no_gap` BEFORE INSERT ON `set_steps`
WHEN NEW.`no` <> (SELECT coalesce(max(`no`), 0) + 1 FROM `set_steps` WHERE `set` = NEW.`set`)
BEGIN SELECT RAISE(ABORT, 'a set''s history has no gaps'); END;
CREATE TRIGGER `set_steps_unapproved` BEFORE INSERT ON `set_steps`
WHEN EXISTS (SELECT 1 FROM `papers` WHERE `set` = NEW.`set` AND `state` <> 'assembled')
BEGIN SELECT RAISE(ABORT, 'only an assembled set is edited'); END;
CREATE TRIGGER `set_steps_no_update` BEFORE UPDATE ON `set_steps` BEGIN SELECT RAISE(ABORT, 'a set''s history is immutable'); END;
CREATE TRIGGER `set_steps_no_delete` BEFORE DELETE ON `set_steps` BEGIN SELECT RAISE(ABORT, 'a set''s history is immutable'); END;

-- Nobody sees a blind set: it is not edited, and what was edited cannot become blind.
CREATE TRIGGER `set_steps_not_blind` BEFORE INSERT ON `set_steps`
WHEN EXISTS (SELECT 1 FROM `blind_sets` WHERE `set` = NEW.`set`)
BEGIN SELECT RAISE(ABORT, 'a blind set is not edited'); END;
CREATE TRIGGER `blind_sets_unseen` BEFORE INSERT ON `blind_sets`
WHEN EXISTS (SELECT 1 FROM `set_steps` WHERE `set` = NEW.`set`)
  OR EXISTS (SELECT 1 FROM `log` WHERE `did` IN ('set.render', 'set.read') AND `to` LIKE NEW.`set` || '%')
BEGIN SELECT RAISE(ABORT, 'a set that was seen is not blind'); END;
CREATE TRIGGER `blind_sets_no_update` BEFORE UPDATE ON `blind_sets` BEGIN SELECT RAISE(ABORT, 'blind sets are a record'); END;
CREATE TRIGGER `blind_sets_no_delete` BEFORE DELETE ON `blind_sets` BEGIN SELECT RAISE(ABORT, 'blind sets are a record'); END;

-- Whoever edited a set does not approve it either.
CREATE TRIGGER `sets_not_by_editor` BEFORE UPDATE OF `approved_by` ON `sets`
WHEN NEW.`approved_by` IN (SELECT `actor` FROM `set_steps` WHERE `set` = NEW.`id`)
BEGIN SELECT RAISE(ABORT, 'approval by an editor'); END;
