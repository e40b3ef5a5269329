import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Mount, parseMountinfo} from '../../../../source/metrics/linux/procfs/mountinfo.js';

const root: Mount = {
	deviceNumber: '8:1',
	root: '/',
	path: '/',
	isReadOnly: false,
	fileSystem: 'ext4',
	source: '/dev/sda1',
};

const rows: ReadonlyArray<{title: string; text: string; expected: readonly Mount[]}> = [
	{
		title: 'a typical line',
		text: '27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw,errors=remount-ro\n',
		expected: [root],
	},
	{title: 'no mounts at all', text: '', expected: []},
	{
		title: 'no tags, one tag and three tags before the dash',
		text: [
			'27 1 8:1 / / rw - ext4 /dev/sda1 rw',
			'28 1 8:1 / / rw master:1 - ext4 /dev/sda1 rw',
			'29 1 8:1 / / rw shared:2 master:1 propagate_from:7 - ext4 /dev/sda1 rw',
			'',
		].join('\n'),
		expected: [root, root, root],
	},
	{
		title: 'space, tab, newline, backslash and # in names',
		text: '40 27 8:17 /a\\040b /mnt/My\\040Disk\\011\\012\\134\\043 rw - vfat //host/my\\040share rw\n',
		expected: [
			{
				deviceNumber: '8:17',
				root: '/a b',
				path: '/mnt/My Disk\t\n\\#',
				isReadOnly: false,
				fileSystem: 'vfat',
				source: '//host/my share',
			},
		],
	},
	{
		title: 'an empty source',
		text: '41 27 0:52 / /run/x rw - tmpfs  rw,size=4k\n',
		expected: [{deviceNumber: '0:52', root: '/', path: '/run/x', isReadOnly: false, fileSystem: 'tmpfs', source: ''}],
	},
	{
		title: 'a mount point that is a dash',
		text: '42 27 0:53 - - rw - tmpfs none rw\n',
		expected: [{deviceNumber: '0:53', root: '-', path: '-', isReadOnly: false, fileSystem: 'tmpfs', source: 'none'}],
	},
	{
		title: 'read-only by the file system, not by the mount alone, and not by a word that contains ro',
		text: [
			'27 1 8:1 / / ro,relatime - ext4 /dev/sda1 rw',
			'27 1 8:1 / / rw,relatime - ext4 /dev/sda1 ro',
			'27 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw,errors=remount-ro,norock',
			'',
		].join('\n'),
		expected: [root, {...root, isReadOnly: true}, root],
	},
];

for (const {title, text, expected} of rows) {
	test(`mountinfo: ${title}`, () => {
		assert.deepEqual(parseMountinfo(text), expected);
	});
}

for (const line of ['27 1 8:1 / / rw,relatime shared:1 - ext4', '27 1 8:1 /', '27 1 8:1 / / rw ext4 /dev/sda1 rw']) {
	test(`mountinfo that is refused: ${line}`, () => {
		assert.throws(() => parseMountinfo(`${line}\n`), new RegExp(`mountinfo: expected .*, found "${line}"`));
	});
}
