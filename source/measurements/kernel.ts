import {known} from '../metrics/reading.js';
import type {Kernel, KernelTable} from '../metrics/snapshot.js';
import {count, field, optional, percent} from './fields.js';
import {record} from './record.js';
import {section} from './section.js';

type Names = {
	/** The entries of the table, in the plural. */
	readonly entries: string;
	/** The name of the used share in alert messages. */
	readonly title: string;
	/** The names of node_exporter for the used entries and their maximum. */
	readonly prometheus: readonly [used: string, maximum: string];
};

function table({entries, title, prometheus: [used, maximum]}: Names) {
	return record<KernelTable>()({
		used: count('used', `number of ${entries}`, {title: entries, figure: 'latest', prometheus: used}),
		maximum: optional(count('maximum', `maximum number of ${entries}; null without a limit`, {prometheus: maximum})),
		usedPercent: optional(percent('percentage', `${entries}, relative to the maximum`, {title})),
	});
}

const files = table({
	entries: 'open file handles of the kernel',
	title: 'file table usage',
	prometheus: ['filefd_allocated', 'filefd_maximum'],
});

const threads = table({
	entries: 'processes and threads',
	title: 'process table usage',
	prometheus: ['processes_threads', 'processes_max_threads'],
});

const conntrack = table({
	entries: 'tracked connections',
	title: 'connection tracking usage',
	prometheus: ['nf_conntrack_entries', 'nf_conntrack_entries_limit'],
});

export const kernel = section(
	'kernel',
	record<Kernel>()({
		files: optional(field('files', files)),
		threads: optional(field('threads', threads)),
		conntrack: optional(field('conntrack', conntrack)),
	}),
	({readings}) => known(readings.kernel),
);
