import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseFstab} from '../../../source/metrics/linux/fstab.js';

const rows: ReadonlyArray<readonly [title: string, text: string, expected: ReadonlyArray<[string, boolean]>]> = [
	[
		'a writable and a read-only mount',
		'UUID=1-2 / ext4 defaults 0 1\n/dev/sdb1\t/srv\txfs\tnoatime,ro\t0 0\n',
		[
			['/', false],
			['/srv', true],
		],
	],
	[
		'comments, empty lines, indentation and swap',
		'# UNCONFIGURED\n\n  LABEL=a /a ext4 rw 0 2\n/dev/sda2 none swap sw 0 0\n',
		[['/a', false]],
	],
	[
		'the last of several options',
		'/dev/a /a ext4 ro,noatime,rw\n/dev/b /b ext4 rw,ro\n',
		[
			['/a', false],
			['/b', true],
		],
	],
	[
		'no options, and options that only contain the word',
		'/dev/a /a ext4\n/dev/b /b ext4 errors=remount-ro,prowl 0 0\n',
		[
			['/a', false],
			['/b', false],
		],
	],
	[
		'a space and a slash at the end',
		'/dev/a /my\\040disk/ vfat ro 0 0\n/dev/b // ext4 ro\n',
		[
			['/my disk', true],
			['/', true],
		],
	],
	['lines that are no mounts', 'garbage\n/dev/a\n/dev/b relative ext4 ro\n\0\0 \u{1B}[2J\n', []],
	['an empty file', '', []],
];

for (const [title, text, expected] of rows) {
	test(`fstab: ${title}`, () => {
		assert.deepEqual([...parseFstab(text)], expected);
	});
}
