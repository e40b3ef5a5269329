import {known} from '../metrics/reading.js';
import type {KernelFiles} from '../metrics/snapshot.js';
import {count, optional, percent} from './fields.js';
import {record} from './record.js';
import {section} from './section.js';

export const kernelFiles = section(
	'kernel_files',
	record<KernelFiles>()({
		allocated: count('allocated', 'number of open file handles in the kernel', {
			figure: 'latest',
			prometheus: 'filefd_allocated',
		}),
		maximum: optional(
			count('maximum', 'maximum number of open file handles in the kernel; null without a limit', {
				prometheus: 'filefd_maximum',
			}),
		),
		usedPercent: optional(
			percent('percentage', 'open file handles, relative to the maximum', {title: 'open files of the kernel'}),
		),
	}),
	({readings}) => known(readings.kernel_files),
);
