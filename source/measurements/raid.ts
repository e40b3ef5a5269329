import {known} from '../metrics/reading.js';
import type {RaidArray} from '../metrics/snapshot.js';
import {count, flag, optional, percent, text} from './fields.js';
import {list, record} from './record.js';
import {section} from './section.js';

/** A record of an interval contains the state at its end. */
const latest = {figure: 'latest'} as const;

const array = record<RaidArray>()({
	name: text('name', 'name of the array'),
	level: optional(text('level', 'RAID level')),
	isActive: flag('active', 'whether the array runs', {prometheus: 'raid_active'}),
	devices: optional(
		count('devices', 'number of devices of the complete array; null without redundancy', {
			prometheus: 'raid_devices',
		}),
	),
	workingDevices: optional(
		count('working_devices', 'number of devices in sync; null without redundancy', {
			...latest,
			prometheus: 'raid_working_devices',
		}),
	),
	missingDevices: optional(
		count('missing_devices', 'number of devices missing, failed or not in sync; null without redundancy', {
			...latest,
			title: 'missing RAID devices',
			prometheus: 'raid_missing_devices',
		}),
	),
	failedDevices: count('failed_devices', 'number of failed devices', {
		...latest,
		title: 'failed RAID devices',
		prometheus: 'raid_failed_devices',
	}),
	spareDevices: count('spare_devices', 'number of spare devices', {...latest, prometheus: 'raid_spare_devices'}),
	isDegraded: flag('degraded', 'whether devices are missing or the array does not run', {prometheus: 'raid_degraded'}),
	action: optional(text('action', 'resync, recovery, check or reshape; null if the array is idle')),
	actionPercent: optional(
		percent('action_percent', 'progress of the action; null while it waits', {
			...latest,
			prometheus: 'raid_action_ratio',
		}),
	),
});

export const raid = section(
	'raid',
	list(array, {
		description: 'software RAID arrays (Linux md)',
		place: {head: 'raid', key: 'name'},
		labels: ({name}) => ({device: name}),
	}),
	({readings}) => known(readings.raid),
);
