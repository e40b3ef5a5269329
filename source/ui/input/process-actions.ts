import type {Process} from '../../metrics/snapshot.js';
import {countOf} from '../../support/format.js';
import {printable} from '../drawing/printable.js';
import {listedProcesses} from '../processes/listed.js';
import {type ProcessRow, processKey} from '../processes/rows.js';
import type {NiceChange} from '../processes/service.js';
import {defaultSignal} from '../processes/signals.js';
import {maxTagged, taggedProcesses, toggleTag, withTags} from '../processes/tags.js';
import type {Overlay} from '../state/ui-state.js';
import {withProcesses} from '../state/ui-state.js';
import type {MachineControls} from './controls.js';
import {firstKey, keyLabel} from './key-label.js';

/** Returns the selected row: a process, a thread or a group of processes. */
export function selectedRow(controls: MachineControls): ProcessRow | undefined {
	const {selectedKey} = controls.ui().processes;
	return controls.processes().rows.find(({key}) => key === selectedKey);
}

/** Returns the selected process, or that of the selected thread. Without a selection, selects the first process of the list. */
export function selectedProcess(controls: MachineControls): Process | undefined {
	if (controls.ui().processes.selectedKey === undefined) {
		controls.selectProcess(Number.NEGATIVE_INFINITY);
	}

	const {selectedKey} = controls.ui().processes;
	const row = selectedRow(controls);
	if (row?.group !== undefined) {
		controls.showHint('This row is a group. Enter opens it.');
		return undefined;
	}

	const key = row?.isThread ? controls.ui().processes.threadsOf : selectedKey;
	const process = controls.matchingProcesses().find(candidate => processKey(candidate) === key);
	if (!process && selectedKey !== undefined) {
		controls.change(ui => withProcesses(ui, {selectedKey: undefined, isFollowing: false}));
		controls.showHint('The selected process has ended or does not match the filter.');
	}

	return process;
}

/** Returns the tagged processes that still run; without tags, the selected process. */
function targets(controls: MachineControls): readonly Process[] {
	const tagged = taggedProcesses(controls.ui().processes.tagged, listedProcesses(controls.monitor()));
	return tagged.length > 0 ? tagged : [selectedProcess(controls) ?? []].flat();
}

const notHere = 'are disabled with --read-only, for remote hosts and for recordings.';

/** Opens the menu of signals for the tagged or the selected process, or for the process of a page. */
export function openSignals(controls: MachineControls, of = targets(controls), from?: Overlay): void {
	if (!controls.settings().service.signal) {
		controls.showHint(`Signals ${notHere}`);
	} else if (of.length > 0) {
		controls.open({
			kind: 'signal',
			processKeys: of.map(processKey),
			index: defaultSignal,
			typed: '',
			isConfirming: false,
			scroll: 0,
			from,
		});
	}
}

/** Opens the input of a nice value for the tagged or the selected process, or for the process of a page. */
export function openNice(controls: MachineControls, of = targets(controls), from?: Overlay): void {
	if (!controls.settings().service.renice) {
		controls.showHint(`Changes of nice values ${notHere}`);
	} else if (of.length > 0) {
		controls.open({kind: 'nice', processKeys: of.map(processKey), typed: '', from});
	}
}

/** Changes the nice value of the tagged or the selected process at once. A process that is only now selected is left alone. */
export function stepNice(controls: MachineControls, by: 1 | -1): void {
	const isSelected = controls.ui().processes.selectedKey !== undefined;
	const of = targets(controls);
	const [first] = of;
	if (first && !isSelected && controls.ui().processes.tagged.size === 0) {
		controls.showHint(`Selected ${nameOf(first)}. Press the key again to change its nice value.`);
	} else {
		renice(controls, of, {by});
	}
}

/** Changes nice values and shows the result. */
export function renice(controls: MachineControls, of: readonly Process[], change: NiceChange): void {
	const {renice: apply} = controls.settings().service;
	if (of.length === 0) {
		return;
	}

	if (!apply) {
		controls.showHint(`Changes of nice values ${notHere}`);
		return;
	}

	let text = '';
	showResults(controls, of, {
		run(process) {
			const {before, after} = apply(process, change);
			text = before === after ? `stays ${after}` : `changed from ${before} to ${after}`;
		},
		success: () => (of.length === 1 ? `nice of ${nameOf(of[0])} ${text}` : `nice of ${of.length} processes changed`),
	});
}

/** Maximum number of listed failures. */
const maxFailures = 10;

/** Runs an action on processes, and shows its success as a hint and its failures in a box. */
export function showResults(
	controls: MachineControls,
	of: readonly Process[],
	{run, success}: {run(process: Process): void; success(): string},
): void {
	const failures: string[] = [];
	for (const process of of) {
		try {
			run(process);
		} catch (error) {
			failures.push(error instanceof Error ? error.message : String(error));
		}
	}

	const [failure] = failures;
	if (failure === undefined) {
		controls.showHint(success());
	} else if (of.length === 1) {
		controls.showHint(failure);
	} else {
		const others = failures.length - maxFailures;
		const text = [
			`Done for ${of.length - failures.length} of ${countOf(of.length, 'process', 'processes')}.`,
			...failures.slice(0, maxFailures),
			...(others > 0 ? [`… and ${others} more`] : []),
		].join('\n');
		controls.open({kind: 'message', text, isModal: false});
	}
}

/** Returns the name and PID of a process for messages. */
export function nameOf(process: Process | undefined): string {
	return process === undefined ? '' : `${printable(process.name)} (${process.pid})`;
}

/** Returns the page of a process at its top, with its parent selected. */
export function opened(processKey: string, back: readonly string[]): Overlay<'details'> {
	return {kind: 'details', processKey, scroll: 0, link: 0, showsValues: false, back};
}

/** Tags the selected process or removes its tag, and selects the next one. */
export function tagSelected(controls: MachineControls): void {
	const process = selectedProcess(controls);
	if (process && tagProcess(controls, process)) {
		controls.selectProcess(1);
	}
}

/** Tags a process or removes its tag. Returns whether that was possible. */
export function tagProcess(controls: MachineControls, process: Process): boolean {
	const {tagged} = controls.ui().processes;
	const tags = toggleTag(tagged, processKey(process));
	const isChanged = tags.size !== tagged.size;
	controls.change(ui => withProcesses(ui, {tagged: tags}));
	if (!isChanged) {
		controls.showHint(`At most ${maxTagged} processes can be tagged.`);
	}

	return isChanged;
}

/** Tags all processes that match the filter. */
export function tagMatches(controls: MachineControls): void {
	const {filter} = controls.ui().processes;
	if (filter === '') {
		const filterKey = firstKey('filter', controls.settings().bindings);
		const how = filterKey === undefined ? '' : `: ${keyLabel(filterKey)} filters, and this key tags what matches`;
		controls.showHint(`Without a filter there is nothing to tag${how}.`);
		return;
	}

	const keys = controls.matchingProcesses().map(processKey);
	controls.change(ui => withProcesses(ui, {tagged: withTags(ui.processes.tagged, keys)}));
	const {size} = controls.ui().processes.tagged;
	controls.showHint(`${size} tagged${size === maxTagged && keys.length > size ? ', which is the maximum' : ''}.`);
}

/** Starts or stops following the selected process. */
export function toggleFollow(controls: MachineControls): void {
	const process = selectedProcess(controls);
	if (process) {
		const isFollowing = !controls.ui().processes.isFollowing;
		controls.change(ui => withProcesses(ui, {isFollowing}));
		controls.showHint(isFollowing ? `The list follows ${nameOf(process)}.` : 'The list no longer follows.');
	}
}
