import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {parsePasswd} from '../../../../source/metrics/linux/procfs/passwd.js';

describe('parsePasswd', () => {
	const rows: ReadonlyArray<readonly [row: string, text: string, expected: ReadonlyArray<readonly [number, string]>]> =
		[
			[
				'a usual file',
				'root:x:0:0:root:/root:/bin/sh\nana:x:1000:1000:Ana,,,:/home/ana:/bin/zsh\n',
				[
					[0, 'root'],
					[1000, 'ana'],
				],
			],
			['an empty file', '', []],
			['two names of one number: the first', 'root:x:0:0::/:/bin/sh\ntoor:x:0:0::/:/bin/sh\n', [[0, 'root']]],
			[
				'lines of NIS, comments and torn lines',
				'+::::::\n# local\n-bob\nana:x\neve:x::1::/:\nzoe:x:7:7::/:\n',
				[[7, 'zoe']],
			],
			['a line without an end', 'ana:x:1000', [[1000, 'ana']]],
		];
	for (const [row, text, expected] of rows) {
		it(`reads ${row}`, () => {
			assert.deepEqual([...parsePasswd(text)], expected);
		});
	}
});
