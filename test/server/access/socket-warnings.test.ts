import assert from 'node:assert/strict';
import {chmodSync, symlinkSync, writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {socketWarnings} from '../../../source/server/access/warnings.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

test('a socket that every local user can write is named, and one that cannot be examined is not', () => {
	using directory = temporaryDirectory();
	const [open, loop] = [directory.file('open'), directory.file('loop')];
	writeFileSync(open, '');
	chmodSync(open, 0o666);
	symlinkSync('loop', loop);
	assert.match(socketWarnings(open, undefined).join('\n'), /^the mode 0666 of unix:/);
	assert.deepEqual(socketWarnings(open, 'a token'), []);
	assert.deepEqual(socketWarnings(loop, undefined), []);
});
