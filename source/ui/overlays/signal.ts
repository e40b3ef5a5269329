import type {Process} from '../../metrics/snapshot.js';
import {countOf} from '../../support/format.js';
import type {BoxContent} from '../boxes/overlay-box.js';
import {type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {fit} from '../drawing/text.js';
import type {MachineControls} from '../input/controls.js';
import {rowOf} from '../input/keys.js';
import {nameOf, showResults} from '../input/process-actions.js';
import {listedProcesses} from '../processes/listed.js';
import {findSignal, type Signal, signals} from '../processes/signals.js';
import {taggedProcesses} from '../processes/tags.js';
import type {Overlay} from '../state/ui-state.js';
import {menuIndex} from './menu.js';
import type {OverlayDefinition, PressedKey, Scope} from './overlay-definition.js';

type SignalOverlay = Overlay<'signal'>;

const entryWidth = 50;

/** Menu of signals. A signal must be confirmed, so that an accidental key never ends a process. */
export const signalMenu: OverlayDefinition<'signal'> = {
	box(overlay, scope) {
		const {processKeys, index, isConfirming} = overlay;
		const processes = taggedProcesses(new Set(processKeys), listedProcesses(scope.monitor));
		const signal = signals[index];
		if (processes.length === 0 || !signal) {
			const text = processKeys.length === 1 ? 'This process has ended.' : 'These processes have ended.';
			return {title: 'Signal', lines: [[span(text, 'muted')]]};
		}

		return isConfirming ? confirmation(signal, processes, overlay, scope) : menu(processes, overlay, scope);
	},
	handleKey(key, overlay, controls) {
		if (overlay.isConfirming) {
			handleConfirmationKey(key, overlay, controls);
		} else if (key.name === 'enter') {
			controls.open({...overlay, isConfirming: true});
		} else if (isTyped(key.name, overlay.typed)) {
			const typed = overlay.typed + key.name;
			const index = findSignal(typed);
			controls.open(index === undefined ? overlay : {...overlay, typed, index});
		} else if (key.name === 'backspace') {
			const typed = overlay.typed.slice(0, -1);
			controls.open({...overlay, typed, index: (typed === '' ? undefined : findSignal(typed)) ?? overlay.index});
		} else if (key.action === 'close' || key.action === 'signal') {
			controls.open(overlay.from);
		} else {
			const step = key.action && rowOf(key.action).step;
			if (step) {
				const index = menuIndex(overlay.index, step, signals.length, controls.pageRows());
				controls.open({...overlay, typed: '', index});
			}
		}
	},
};

/** Returns whether a key continues a number or name. `q` and `x` close the menu unless a name was begun. */
function isTyped(name: string, typed: string): boolean {
	return /^[\w+]$/.test(name) && (typed !== '' || !/^[qx]$/.test(name));
}

function menu(processes: readonly Process[], {index, typed}: SignalOverlay, {columns}: Scope): BoxContent {
	const width = Math.min(entryWidth, columns - 4);
	return {
		title: `Signal to ${targetText(processes)}`,
		detail: typed === '' ? [span('Enter selects', 'muted')] : [span(`${typed}_`, 'accent')],
		lines: signals.map(({name, number, meaning}, row): Line => {
			const text = fit(` ${String(number).padStart(2)} ${name.padEnd(12)}${meaning}`, width);
			return [span(text, row === index ? 'selected' : 'text')];
		}),
		selected: index,
	};
}

function targetText(processes: readonly Process[]): string {
	return processes.length === 1 ? nameOf(processes[0]) : countOf(processes.length, 'process', 'processes');
}

/** Rows of the confirmation besides the processes: the frame and the two lines above the list. */
const otherRows = 4;

function confirmation(
	signal: Signal,
	processes: readonly Process[],
	{processKeys, scroll}: SignalOverlay,
	{columns, rows, settings}: Scope,
): BoxContent {
	const ended = processKeys.length - processes.length;
	const room = Math.max(1, rows - otherRows);
	const first = Math.max(0, Math.min(scroll, processes.length - room));
	const width = Math.max(1, columns - 4);
	const list = processes.slice(first, first + room).map((process): Line => {
		const text = `${String(process.pid).padStart(7)} ${fit(printable(process.user ?? ''), 8)} ${printable(
			settings.service.commandLine(process) ?? process.name,
		)}`;
		return [span(text.length > width ? fit(text, width) : text)];
	});
	const range = processes.length > room ? `, ${first + 1}–${first + list.length} of ${processes.length}` : '';
	return {
		title: `Send ${signal.name} to ${targetText(processes)}?`,
		lines: [
			[span('y', 'key'), span(` sends it, Esc goes back, any other key cancels${range}`)],
			[span(`${signal.meaning}${ended > 0 ? `; ${ended} have ended` : ''}`, 'muted')],
			...list,
		],
	};
}

function handleConfirmationKey(key: PressedKey, overlay: SignalOverlay, controls: MachineControls): void {
	const processes = taggedProcesses(new Set(overlay.processKeys), listedProcesses(controls.monitor()));
	const step = key.action && rowOf(key.action).step;
	if (step && processes.length > 1) {
		const scroll = menuIndex(overlay.scroll, step, processes.length, controls.pageRows());
		controls.open({...overlay, scroll});
		return;
	}

	if (key.action === 'close') {
		controls.open({...overlay, isConfirming: false, scroll: 0});
		return;
	}

	controls.open(overlay.from);
	const signal = signals[overlay.index];
	const {signal: send} = controls.settings().service;
	if (key.name === 'y' && signal && send) {
		showResults(controls, processes, {
			run: process => send(process, signal),
			success: () => `${signal.name} was sent to ${targetText(processes)}.`,
		});
	}
}
