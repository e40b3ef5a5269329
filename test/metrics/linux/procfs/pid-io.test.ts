import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {parsePidIo} from '../../../../source/metrics/linux/procfs/pid-io.js';

describe('parsePidIo', () => {
	it('reads storage I/O, not requested I/O', () => {
		const text =
			'rchar: 9000\nwchar: 8000\nsyscr: 70\nsyscw: 60\nread_bytes: 4096\nwrite_bytes: 61440\ncancelled_write_bytes: 512\n';
		assert.deepEqual(parsePidIo(text), {readBytes: 4096, writtenBytes: 61_440});
	});

	it('rejects an incomplete file', () => {
		assert.throws(() => parsePidIo('rchar: 9000\nwchar: 8000\n'), /no "read_bytes"/);
	});
});
