import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Mount, parseMountinfo} from '../../../../source/metrics/linux/procfs/mountinfo.js';

const root: Mount = {
	id: 27,
	parentId: 1,
	deviceNumber: '8:1',
	root: '/',
	path: '/',
	pathBytes: undefined,
	isReadOnly: false,
	isMountReadOnly: false,
	hasFailed: false,
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
		expected: [root, {...root, id: 28}, {...root, id: 29}],
	},
	{
		title: 'space, tab, newline, backslash and # in names',
		text: '40 27 8:17 /a\\040b /mnt/My\\040Disk\\011\\012\\134\\043 rw - vfat //host/my\\040share rw\n',
		expected: [
			{
				...root,
				id: 40,
				parentId: 27,
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
		expected: [
			{
				...root,
				id: 41,
				parentId: 27,
				deviceNumber: '0:52',
				root: '/',
				path: '/run/x',
				isReadOnly: false,
				fileSystem: 'tmpfs',
				source: '',
			},
		],
	},
	{
		title: 'a mount point that is a dash',
		text: '42 27 0:53 - - rw - tmpfs none rw\n',
		expected: [
			{
				...root,
				id: 42,
				parentId: 27,
				deviceNumber: '0:53',
				root: '-',
				path: '-',
				isReadOnly: false,
				fileSystem: 'tmpfs',
				source: 'none',
			},
		],
	},
	{
		title: 'read-only by the file system, not by the mount alone, and not by a word that contains ro',
		text: [
			'27 1 8:1 / / ro,relatime - ext4 /dev/sda1 rw',
			'27 1 8:1 / / rw,relatime - ext4 /dev/sda1 ro',
			'27 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw,errors=remount-ro,norock',
			'',
		].join('\n'),
		expected: [{...root, isMountReadOnly: true}, {...root, isReadOnly: true}, root],
	},
	{
		title: 'read-only after an error',
		text: [
			'27 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw,resuid=65534,emergency_ro',
			'27 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw,shutdown',
			'',
		].join('\n'),
		expected: [
			{...root, isReadOnly: true, hasFailed: true},
			{...root, isReadOnly: true, hasFailed: true},
		],
	},
];

for (const {title, text, expected} of rows) {
	test(`mountinfo: ${title}`, () => {
		assert.deepEqual(parseMountinfo(text), expected);
	});
}

for (const line of ['27 1 8:1 / / rw,relatime shared:1 - ext4', '27 1 8:1 /', '27 1 8:1 / / rw ext4 /dev/sda1 rw']) {
	test(`invalid mountinfo: ${line}`, () => {
		assert.throws(() => parseMountinfo(`${line}\n`), new RegExp(`mountinfo: expected .*, found "${line}"`));
	});
}

test('mountinfo: an invalid line affects only its own mount', () => {
	const odd: string[] = [];
	const text = '27 1 8:1 / / rw - ext4 /dev/sda1 rw\n28 27 8:2 /\n';
	assert.deepEqual(
		parseMountinfo(text, reason => odd.push(reason)),
		[root],
	);
	assert.match(odd.join(), /found "28 27 8:2 \/"/);
});

test('mountinfo: a mount point that is not valid UTF-8 keeps its bytes', () => {
	const [mount] = parseMountinfo('28 27 8:2 / /mnt/caf\\xe9\\040\\134x rw - ext4 /dev/sdb1 rw\n');
	assert.equal(mount?.path, '/mnt/caf\\xe9 \\x');
	assert.deepEqual(mount?.pathBytes, Buffer.from('2f6d6e742f636166e9205c78', 'hex'));
});
