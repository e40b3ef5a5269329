import type {PanelName} from '../../config/options/panel-names.js';
import {pageExtent} from '../boxes/scrolled-page.js';
import {innerHeight, innerWidth} from '../drawing/frame.js';
import {drawHealth} from '../health/health.js';
import type {MachineDesk} from '../input/desk.js';
import {type Block, panelsOf, zoomedBlock} from '../layout/block.js';
import {blockOf} from '../layout/content.js';
import {compactRows, type Frame, frameOf} from '../layout/frame.js';
import {moved, type Step} from '../lists/place.js';
import type {ScrollExtent} from '../lists/scroll.js';
import {helpLines} from '../overlays/help.js';
import type {Scope} from '../overlays/overlay-definition.js';
import {panels} from '../panels/registry.js';
import {listedProcesses} from '../processes/listed.js';
import {type ProcessWindow, processKey, processRows, processWindow} from '../processes/rows.js';
import type {MachineScene} from '../state/scene.js';
import type {Services} from '../state/services.js';
import {type UiState, withProcesses} from '../state/ui-state.js';

/** What is on the screen and where, for the keys and the mouse: all of it follows from the state, as the frame does. */
export type ShownMachineDesk = MachineDesk & {
	frame(): Frame;
	/** The panels as they stand; `undefined` in views that have none. */
	block(): Block | undefined;
	/** How far the page that fills the screen can be scrolled. */
	extent(page: 'help' | 'health'): ScrollExtent;
	/** What the box over the panels is drawn from. */
	scope(): Scope;
	processes(): ProcessWindow;
	/** Moves the selection in the list as it is now; it stays on its process when the list moves. */
	selectProcess(step: number): void;
	/** Whether the panel has a list that scrolls. */
	scrolls(panel: PanelName): boolean;
	scroll(panel: PanelName, step: Step): void;
};

export function machineDesk(
	services: Services,
	scene: MachineScene,
	{key, suspend}: {readonly key: string; suspend(): void},
): ShownMachineDesk {
	const {state, look} = services;
	const ui = (): UiState => state.getState().ui;
	const settings = () => state.getState().settings;
	const monitor = scene.viewpoint.getState;
	const change = (update: (ui: UiState) => UiState): void =>
		state.setState(now => (now.scene === scene ? {...now, ui: update(now.ui)} : now));
	const frame = (): Frame => frameOf(state.getState(), services.fleet !== undefined, compactRows(monitor().sample));
	const pageRows = (): number => Math.max(1, Math.floor(frame().rows / 3));

	/** All of them, as they stand while none fills the screen. */
	const layout = (): Block | undefined => {
		const {view, columns, height} = frame();
		return view === 'detailed' ? blockOf(monitor(), ui().hidden, columns, height - 2) : undefined;
	};

	const block = (): Block | undefined => {
		const shown = layout();
		return shown && zoomedBlock(shown, ui().zoomed);
	};

	const sizeOf = (name: PanelName) => {
		const found = panelsOf(block()).find(panel => panel.name === name);
		return found && {width: innerWidth(found.width), height: innerHeight(found.height)};
	};

	const listOf = (name: PanelName) => {
		const size = sizeOf(name);
		return size && panels[name].list?.(monitor(), size, name === (ui().zoomed ?? ui().focused));
	};

	const processes = (): ProcessWindow => {
		const {isAscii} = look();
		const view = ui().processes;
		const rows = processRows(listedProcesses(monitor()), {...view, isAscii}, settings().service.commandLine);
		return processWindow(rows, view, sizeOf('processes')?.height ?? 0);
	};

	const selectProcess = (step: number): void => {
		const {rows, first} = processes();
		const current = rows.findIndex(({process}) => processKey(process) === ui().processes.selectedKey);
		const wanted = current === -1 ? (step === Number.POSITIVE_INFINITY ? rows.length - 1 : 0) : current + step;
		const row = rows[Math.max(0, Math.min(rows.length - 1, wanted))];
		change(now => withProcesses(now, {selectedKey: row && processKey(row.process), top: first}));
	};

	const scroll = (panel: PanelName, step: Step): void => {
		const list = listOf(panel);
		if (list) {
			change(now => ({...now, places: {...now.places, [panel]: moved(list, now.places[panel], step)}}));
		}
	};

	return {
		services,
		scene,
		key,
		suspend,
		ui,
		change,
		open: overlay => change(now => ({...now, overlay})),
		settings,
		monitor,
		frame,
		block,
		pageRows,
		processes,
		selectProcess,
		scroll,
		scrolls: panel => listOf(panel) !== undefined,
		view: () => frame().view,
		changeView: viewChoice => state.setState(now => ({...now, viewChoice})),
		panels: () => panelsOf(layout()).map(({name}) => name),
		scope() {
			const {columns, height: rows} = frame();
			return {columns, rows, ui: ui(), monitor: monitor(), settings: settings(), look: look()};
		},
		extent(page) {
			const {columns: width, height} = frame();
			const {host, examine} = scene.machine;
			const elsewhere = {host: host?.getState(), snapshot: monitor().sample?.snapshot};
			const linesFor =
				page === 'help'
					? helpLines(settings().bindings, height, look().isAscii)
					: (innerColumns: number) => drawHealth(examine(), elsewhere, innerColumns, look());
			return pageExtent({linesFor, width, height});
		},
		/** In the list of the panel that has the keys; the processes have them while no other panel is chosen. */
		move(step) {
			const panel = ui().zoomed ?? ui().focused ?? 'processes';
			if (panel === 'processes') {
				selectProcess('rows' in step ? step.rows : step.pages * pageRows());
			} else {
				scroll(panel, step);
			}
		},
	};
}
