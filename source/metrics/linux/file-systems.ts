/** How the file systems of one kind are treated. */
export type FileSystemClass = {
	/** Asking for the space of it, or walking through it, can hang in the kernel or cause a mount. */
	readonly mayBlock: boolean;
	/** Shown when the user named no paths. */
	readonly isListed: boolean;
};

type NamedClass = FileSystemClass & {readonly names: ReadonlySet<string>};

const classes: readonly NamedClass[] = [
	{
		// On a device of this machine: the answer comes from the superblock in memory.
		mayBlock: false,
		isListed: true,
		names: new Set(
			'ext2 ext3 ext4 xfs btrfs f2fs bcachefs jfs nilfs2 reiserfs zfs vfat msdos exfat ntfs ntfs3 hfs hfsplus'.split(
				' ',
			),
		),
	},
	{
		// Lives in memory or on top of another file system, where its bytes are counted already.
		mayBlock: false,
		isListed: false,
		names: new Set('tmpfs ramfs rootfs devtmpfs hugetlbfs overlay overlayfs aufs unionfs shiftfs ecryptfs'.split(' ')),
	},
	{
		// Images that cannot be written: full from the day they were made.
		mayBlock: false,
		isListed: false,
		names: new Set('squashfs erofs cramfs romfs iso9660 udf'.split(' ')),
	},
	{
		// Views of the kernel: nothing to fill.
		mayBlock: false,
		isListed: false,
		names: new Set(
			(
				'proc sysfs cgroup cgroup2 cpuset devpts mqueue bpf binfmt_misc configfs debugfs tracefs efivarfs fusectl nfsd ' +
				'nsfs pstore resctrl rpc_pipefs securityfs selinuxfs smackfs'
			).split(' '),
		),
	},
	{
		// Views, layers and images as well, but answered by a daemon; looking at autofs would mount what nobody asked for.
		mayBlock: true,
		isListed: false,
		names: new Set(
			(
				'autofs fuse.gvfsd-fuse fuse.lxcfs fuse.portal fuse.snapfuse fuse.squashfuse fuse.squashfuse_ll ' +
				'fuse.fuse-overlayfs fuse.unionfs fuse.unionfs-fuse fuse.archivemount fuse.fuseiso'
			).split(' '),
		),
	},
];

/** NFS, CIFS, 9p, Ceph, every other FUSE, and whatever is invented next: a server or a daemon answers, or does not. */
const remote: FileSystemClass = {mayBlock: true, isListed: true};

export function classOf(fileSystem: string): FileSystemClass {
	// An AppImage mounts itself under its own name.
	const name = fileSystem.endsWith('.AppImage') ? 'fuse.squashfuse' : fileSystem;
	return classes.find(({names}) => names.has(name)) ?? remote;
}
