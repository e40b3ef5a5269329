import {isRise} from '../../alerts/alert.js';
import type {Sample} from '../../core/sample.js';
import {known} from '../../metrics/reading.js';
import {formatDateTime} from '../../support/format.js';
import {momentSyntax, parseMoment} from '../../support/parse-moment.js';
import type {TimeRange} from '../drawing/time-line.js';
import type {MachineControls} from './controls.js';

/** Returns the time that can be shown: that of the recording or of the history. `undefined` before the first sample. */
export function timeRange({route}: Pick<MachineControls, 'route'>): TimeRange | undefined {
	const {machine, viewpoint} = route;
	if (machine.playback) {
		const {startMs, endMs} = machine.playback.store.getState();
		return {startMs, endMs};
	}

	const {history} = viewpoint.newest();
	const [first, last] = [history.at(0), history.at(-1)];
	return first && last && {startMs: first.snapshot.timestampMs, endMs: last.snapshot.timestampMs};
}

/** Shows the moment of a time, which is within the range. */
export function goTo(controls: MachineControls, timestampMs: number): void {
	const {machine, viewpoint} = controls.route;
	if (machine.playback) {
		machine.playback.seek(timestampMs);
		return;
	}

	const samples = [...viewpoint.newest().history];
	const sample = samples.findLast(one => one.snapshot.timestampMs <= timestampMs) ?? samples[0];
	if (sample) {
		controls.change(ui => ({...ui, isPaused: true}));
		viewpoint.show(sample.snapshot.monotonicMs);
	}
}

/** Returns the moment that a text means, or an error message. */
export function readMoment(text: string, range: TimeRange | undefined): number | string {
	if (!range) {
		return 'nothing is measured yet';
	}

	const moment = parseMoment(text, range.endMs);
	if (moment === undefined) {
		return `expected ${momentSyntax}`;
	}

	// The range is printed in seconds.
	const isWithin = moment >= Math.floor(range.startMs / 1000) * 1000 && moment <= range.endMs;
	return isWithin
		? moment
		: `${formatDateTime(moment)} is not between ${formatDateTime(range.startMs)} and ${formatDateTime(range.endMs)}`;
}

/** Goes to the next or the previous alert of a recording, or alert or event of the history. */
export function goToAlert(controls: MachineControls, direction: -1 | 1): void {
	const {machine, viewpoint} = controls.route;
	if (machine.playback) {
		machine.playback[direction === 1 ? 'nextAlert' : 'previousAlert']();
		return;
	}

	const {sample, history} = viewpoint.newest();
	const nowMs = viewpoint.getState().sample?.snapshot.timestampMs ?? 0;
	const times = eventTimes([...history], sample);
	const target = direction === 1 ? times.find(time => time > nowMs) : times.findLast(time => time < nowMs);
	if (target === undefined) {
		controls.showHint(`The history has no ${direction === 1 ? 'later' : 'earlier'} alert or event.`);
	} else {
		goTo(controls, target);
	}
}

/** Returns the times of the samples of the history at which an alert was raised or escalated, or something happened. */
function eventTimes(samples: readonly Sample[], newest: Sample | undefined): readonly number[] {
	const alerts = samples.filter(({events}) => events.some(isRise)).map(({snapshot}) => snapshot.timestampMs);
	// The first sample that knows of an event is the one after it.
	const events = (known(newest?.snapshot.readings.events)?.list ?? []).flatMap(({atMs, lastAtMs}) =>
		[atMs, lastAtMs].flatMap(
			time => samples.find(({snapshot}) => snapshot.timestampMs >= time)?.snapshot.timestampMs ?? [],
		),
	);
	const startMs = samples[0]?.snapshot.timestampMs ?? 0;
	return [...new Set([...alerts, ...events.filter(time => time > startMs)])].sort((a, b) => a - b);
}
