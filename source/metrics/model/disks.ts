import type {Reading} from '../reading.js';

/** A mounted file system. */
export type Disk = {
	/** Mount point. */
	readonly path: string;
	/** Device or remote source, for example `/dev/sda1` or `host:/export`. */
	readonly source: string;
	/** File system type, for example `ext4`. */
	readonly fileSystem: string;
	/**
	Device number, `major:minor`; several are separated by spaces. It links the mount to its devices in `DiskIo`. Linux
	only.
	*/
	readonly deviceNumber: string | undefined;
	/** Whether the file system is mounted read-only. */
	readonly isReadOnly: boolean;
	/**
	Whether it is read-only although it is meant to be writable: an error made it read-only, or `/etc/fstab` does not
	mention `ro`. Linux only.
	*/
	readonly isUnexpectedlyReadOnly: boolean;
	/** Usage. Absent, with a reason, when the file system does not respond (a dead NFS server). */
	readonly space: Reading<DiskSpace>;
};

/** Usage of a file system, with the values of `df -B1` and `df -i`. Source: statfs(2), or the `df` command. */
export type DiskSpace = {
	/** Total size. */
	readonly totalBytes: number;
	/** Used size. */
	readonly usedBytes: number;
	/** Size available to unprivileged users. */
	readonly freeBytes: number;
	/** `used / (used + free)`, 0–100. */
	readonly usedPercent: number;
	/** Inodes. `undefined` for file systems without a fixed number of inodes (btrfs, FAT). */
	readonly inodes: {readonly total: number; readonly free: number; readonly usedPercent: number} | undefined;
};
