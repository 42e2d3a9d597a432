-- Who was shown which revision whole, and more that items can be looked for by.

-- An approval in bulk takes only what its reviewer was shown.
CREATE TABLE `readings` (
  `item` text NOT NULL,
  `revision` integer NOT NULL,
  `person` text NOT NULL,
  `at` integer NOT NULL,
  PRIMARY KEY(`item`, `revision`, `person`),
  FOREIGN KEY (`item`, `revision`) REFERENCES `revisions`(`item`, `no`)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER `readings_no_update` BEFORE UPDATE ON `readings` BEGIN SELECT RAISE(ABORT, 'readings are records'); END;
CREATE TRIGGER `readings_no_delete` BEFORE DELETE ON `readings` BEGIN SELECT RAISE(ABORT, 'readings are records'); END;

-- Being held back is something items are looked for by.
CREATE TRIGGER `quarantines_search_insert` AFTER INSERT ON `quarantines` BEGIN
  INSERT INTO `search_waiting` SELECT NEW.`item`
  WHERE NOT EXISTS (SELECT 1 FROM `search_waiting` WHERE `item` = NEW.`item`);
END;
CREATE TRIGGER `quarantines_search_update` AFTER UPDATE ON `quarantines` BEGIN
  INSERT INTO `search_waiting` SELECT NEW.`item`
  WHERE NOT EXISTS (SELECT 1 FROM `search_waiting` WHERE `item` = NEW.`item`);
END;
-- The index knows more of each item than before: all of them are read again.
INSERT INTO `search_waiting` SELECT `id` FROM `items`
  WHERE NOT EXISTS (SELECT 1 FROM `search_waiting` WHERE `item` = `items`.`id`);
