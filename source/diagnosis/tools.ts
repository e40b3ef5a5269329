import type {Finding} from './finding.js';

/** The programs that findings suggest to run and that a machine may lack. */
export const tools: readonly string[] = [
	'conntrack',
	'dmesg',
	'du',
	'edac-util',
	'ethtool',
	'execsnoop-bpfcc',
	'fsck',
	'iftop',
	'iostat',
	'ip',
	'journalctl',
	'lsof',
	'mdadm',
	'mpstat',
	'nethogs',
	'nstat',
	'pidstat',
	'sensors',
	'smartctl',
	'smem',
	'ss',
	'sysctl',
	'systemctl',
	'systemd-cgls',
	'systemd-cgtop',
	'vmstat',
];

/** Returns whether a next step is a key of the screen, `M: sort processes by memory`, and not a command or an advice. */
export function isKey(step: string): boolean {
	return /^(?:Enter|[a-zA-Z]|\/\S+): /.test(step);
}

/** Returns the findings without the commands that cannot be run, because their program is missing. */
export function withoutMissing(findings: readonly Finding[], missing: ReadonlySet<string>): readonly Finding[] {
	return missing.size === 0
		? findings
		: findings.map(finding => ({
				...finding,
				next: finding.next.filter(step => !missing.has(step.split(' ', 1)[0] ?? '')),
			}));
}
