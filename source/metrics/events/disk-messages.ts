import type {Happening, MessageForm} from './message-form.js';

const ioError = (subject: string | undefined, text: string, severity?: Happening['severity']): Happening => ({
	kind: 'io_error',
	severity,
	subject,
	text,
});

const damaged = (subject: string | undefined, text: string, severity?: Happening['severity']): Happening => ({
	kind: 'filesystem_error',
	severity,
	subject,
	text,
});

const readOnly = (subject: string | undefined, type: string | undefined): Happening => ({
	kind: 'remounted_read_only',
	subject,
	text: `read-only after an error: ${type} on ${subject}`,
});

/** Messages about disks and file systems. */
export const diskMessages: readonly MessageForm[] = [
	{
		// Linux 3.10: end_request; 4.x and 5.x: blk_update_request; 5.18 and later: neither.
		pattern:
			/^(?:end_request: |blk_update_request: )?(?<what>[\w/ ]{1,40}) error, dev (?<device>\S+), sector (?<sector>\d+)(?: op 0x\w+:\((?<operation>\w+)\))?/,
		happening: ({what = '', device, sector, operation}) =>
			// A device without discard, for example.
			/operation not supported|reservation conflict/.test(what)
				? undefined
				: ioError(
						device,
						`${what} error on ${device}, sector ${sector}${operation === undefined ? '' : ` (${operation.toLowerCase()})`}`,
					),
	},
	{
		pattern: /^(?:\S+: )?Buffer I\/O error on dev(?:ice)? (?<device>[^\s,]+), logical block (?<block>\d+)/,
		happening: ({device, block}) => ioError(device, `I/O error on ${device}, block ${block}`),
	},
	{
		pattern: /^nvme (?<device>nvme\d+): (?<what>I\/O (?:tag )?\d+ .*timeout|controller is down)/,
		happening: ({device, what = ''}) =>
			ioError(
				device,
				what.startsWith('I/O') ? `I/O timeout on ${device}` : `the controller of ${device} is down`,
				what.startsWith('I/O') ? 'warning' : undefined,
			),
	},
	{
		pattern: /^md\/[\w-]+:(?<array>[^\s:]+): Disk failure on (?<device>[^\s,]+)/,
		happening: ({array, device}) => ioError(device, `${device} failed and was removed from ${array}`),
	},
	{
		pattern: /^(?:nfs|NFS): server (?<server>\S+) not responding/,
		happening: ({server}) => ioError(server, `NFS server ${server} does not respond`, 'warning'),
	},
	{
		pattern: /^(?<type>EXT[234]|F2FS)-fs error \(device (?<device>[^\s)]+)\)(?: in)?:? ?(?<what>.*)/,
		happening: ({type, device, what}) => damaged(device, `${type} error on ${device}: ${what}`),
	},
	{
		pattern: /^Aborting journal on device (?<device>\S+?)(?:-\d+)?\.?$/,
		happening: ({device}) => damaged(device, `the journal of ${device} was aborted`),
	},
	{
		pattern: /^JBD2: Detected IO errors while flushing file data on (?<device>\S+?)(?:-\d+)?$/,
		happening: ({device}) => damaged(device, `I/O error while writing file data to ${device}`),
	},
	{
		pattern:
			/^(?<type>EXT[234]|FAT|UDF)-fs \((?<device>[^\s)]+)\): (?:Remounting filesystem read-only|Filesystem has been set read-only)/,
		happening: ({type, device}) => readOnly(device, type),
	},
	{
		pattern: /^FAT-fs \((?<device>[^\s)]+)\): error, (?<what>.*)/,
		happening: ({device, what}) => damaged(device, `FAT error on ${device}: ${what}`),
	},
	{
		pattern:
			/^XFS \((?<device>[^\s)]+)\): (?<what>(?:Metadata|Metadata CRC|Internal|Log|metadata|log|xfs_\w+:? ?)?.*(?:corruption|Corruption|I\/O [Ee]rror|IO Error|hutting down|shut down due|rror detected|internal error|writeback error|failed to).*)/,
		happening: ({device, what}) => damaged(device, `XFS error on ${device}: ${what}`),
	},
	{
		pattern: /^BTRFS info \(device (?<device>[^\s)]+)(?: state \w+)?\): forced readonly/,
		happening: ({device}) => readOnly(device, 'Btrfs'),
	},
	{
		pattern: /^BTRFS:? (?:error|critical|alert|emergency) \(device (?<device>[^\s)]+)(?: state \w+)?\):? ?(?<what>.*)/,
		happening: ({device, what}) => damaged(device, `Btrfs error on ${device}: ${what}`),
	},
	{
		pattern: /^BTRFS warning \(device (?<device>[^\s)]+)(?: state \w+)?\): (?<what>csum failed.*|checksum .*)/,
		happening: ({device, what}) => damaged(device, `Btrfs error on ${device}: ${what}`, 'warning'),
	},
	{
		pattern: /^SQUASHFS error: (?<what>.*)/,
		happening: ({what}) => damaged(undefined, `SquashFS error: ${what}`),
	},
	{
		pattern: /^WARNING: Pool '(?<pool>[^']+)' has encountered an uncorrectable I\/O failure/,
		happening: ({pool}) => damaged(pool, `ZFS pool ${pool} is suspended after an I/O failure`),
	},
];
