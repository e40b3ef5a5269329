import {known} from '../metrics/reading.js';
import type {KernelFiles} from '../metrics/snapshot.js';
import {count, optional, percent} from './fields.js';
import {record} from './record.js';
import {section} from './section.js';

export const kernelFiles = section(
	'kernel_files',
	record<KernelFiles>()({
		allocated: count('allocated', 'open files of the whole kernel', {figure: 'latest', prometheus: 'filefd_allocated'}),
		maximum: optional(count('maximum', 'open files it allows; null without a limit', {prometheus: 'filefd_maximum'})),
		usedPercent: optional(percent('percentage', 'allocated of the maximum', {title: 'open files of the kernel'})),
	}),
	({readings}) => known(readings.kernel_files),
);
