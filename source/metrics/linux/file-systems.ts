/** A class of file systems. */
export type FileSystemClass = {
	/** Whether reading its usage, or walking through it, can hang in the kernel or cause a mount. */
	readonly mayBlock: boolean;
	/** Whether it is listed by default. */
	readonly isListed: boolean;
};

type NamedClass = FileSystemClass & {readonly names: ReadonlySet<string>};

const classes: readonly NamedClass[] = [
	{
		// On a device of this machine: the usage comes from the superblock in memory.
		mayBlock: false,
		isListed: true,
		names: new Set(
			'ext2 ext3 ext4 xfs btrfs f2fs bcachefs jfs nilfs2 reiserfs zfs vfat msdos exfat ntfs ntfs3 hfs hfsplus'.split(
				' ',
			),
		),
	},
	{
		// In memory or on top of another file system, which counts its bytes.
		mayBlock: false,
		isListed: false,
		names: new Set('tmpfs ramfs rootfs devtmpfs hugetlbfs overlay overlayfs aufs unionfs shiftfs ecryptfs'.split(' ')),
	},
	{
		// Read-only images, which are always full.
		mayBlock: false,
		isListed: false,
		names: new Set('squashfs erofs cramfs romfs iso9660 udf'.split(' ')),
	},
	{
		// Interfaces of the kernel without capacity.
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
		// Interfaces, layers and images that are served by a daemon. Reading autofs would cause a mount.
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

/** NFS, CIFS, 9p, Ceph, other FUSE file systems and unknown types: they depend on a server or a daemon. */
const remote: FileSystemClass = {mayBlock: true, isListed: true};

/** Returns the class of a file system type. */
export function classOf(fileSystem: string): FileSystemClass {
	// An AppImage mounts itself with its own name as the type.
	const name = fileSystem.endsWith('.AppImage') ? 'fuse.squashfuse' : fileSystem;
	return classes.find(({names}) => names.has(name)) ?? remote;
}

/** Returns whether a file system is on a disk of this machine, so that it can be written unless it is read-only. */
export function isOnDisk(fileSystem: string): boolean {
	const {mayBlock, isListed} = classOf(fileSystem);
	return (isListed && !mayBlock) || fileSystem === 'fuseblk';
}
