import assert from 'node:assert/strict';
import {closeSync, fstatSync, openSync} from 'node:fs';
import {test} from 'node:test';
import {isJournal, journalLine} from '../../source/log/journal.js';
import {logLevels} from '../../source/log/log.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

test('JOURNAL_STREAM identifies the journal', () => {
	using directory = temporaryDirectory();
	const fd = openSync(directory.file('journal'), 'w');
	const {dev, ino} = fstatSync(fd, {bigint: true});
	assert.equal(isJournal({JOURNAL_STREAM: `${dev}:${ino}`}, fd), true);
	// Children of a service inherit the variable, but their output may go elsewhere.
	for (const value of [undefined, '', 'x', `${dev}:`, `${dev}:${ino}0`, `${dev}:${ino}:`]) {
		assert.equal(isJournal({JOURNAL_STREAM: value}, fd), false, value);
	}

	closeSync(fd);
	assert.equal(isJournal({JOURNAL_STREAM: `${dev}:${ino}`}, 9999), false);
});

test('an entry is one line with its priority, without time and colours', () => {
	assert.deepEqual(
		logLevels.map(level => journalLine({level, area: 'gpu', message: 'a\nb \x1b[31mred'})),
		['<3>gpu: a b  [31mred\n', '<4>gpu: a b  [31mred\n', '<6>gpu: a b  [31mred\n', '<7>gpu: a b  [31mred\n'],
	);
});
