import type {PanelName} from '../../config/options/panel-names.js';
import {pageExtent} from '../boxes/scrolled-page.js';
import {drawHealth} from '../health/health.js';
import type {MachineControls} from '../input/controls.js';
import {type Block, panelOrder, panelsOf, zoomedBlock} from '../layout/block.js';
import {compactLayout, compactNeeds} from '../layout/compact-layout.js';
import {blockOf} from '../layout/content.js';
import {type Frame, frameOf, needsOf} from '../layout/frame.js';
import type {ScrollExtent} from '../lists/scroll.js';
import {moved, rowsOf, type Step} from '../lists/scroll-position.js';
import {helpLines} from '../overlays/help.js';
import type {Scope} from '../overlays/overlay-definition.js';
import {contentArea} from '../panels/panel-definition.js';
import {panels} from '../panels/registry.js';
import {statisticsHeight} from '../panels/statistics-table.js';
import {type ColumnLayout, columnLayout} from '../processes/columns.js';
import {orderOf} from '../processes/list-order.js';
import {listedProcesses, listScope} from '../processes/listed.js';
import {processRows} from '../processes/process-list.js';
import {firstVisible, type ProcessWindow, processWindow, stepped} from '../processes/window.js';
import type {MachineRoute} from '../state/route.js';
import type {Services} from '../state/services.js';
import {type ScrolledPage, type UiState, withProcesses} from '../state/ui-state.js';

/** Layout and controls of a machine for keys and mouse. All of it is derived from the state, as the frame is. */
export type ShownMachineControls = MachineControls & {
	frame(): Frame;
	/** Returns the panel layout; `undefined` in views without panels. */
	block(): Block | undefined;
	/** Returns the scroll extent of a full-screen page. */
	extent(page: ScrolledPage): ScrollExtent;
	/** Returns the input from which a box is drawn. */
	scope(): Scope;
	/** Returns the visible columns of the process list; `undefined` while it is not shown. */
	columnLayout(): ColumnLayout | undefined;
	/** Returns whether the panel has a scrollable list. */
	scrolls(panel: PanelName): boolean;
	scroll(panel: PanelName, step: Step): void;
};

/** Time for which a hint is shown, in milliseconds. */
const hintMs = 3000;

export function machineControls(
	services: Services,
	route: MachineRoute,
	{key, suspend}: {readonly key: string; suspend(): void},
): ShownMachineControls {
	const {state, appearance} = services;
	const ui = (): UiState => state.getState().ui;
	const settings = () => state.getState().settings;
	const monitor = route.viewpoint.getState;
	const change = (update: (ui: UiState) => UiState): void =>
		state.setState(now => (now.route === route ? {...now, ui: update(now.ui)} : now));
	const hasProcesses = (): boolean => !ui().hidden.includes('processes');
	const frame = (): Frame =>
		frameOf(state.getState(), services.fleet !== undefined, needsOf(monitor().sample, hasProcesses()));
	const pageRows = (): number => Math.max(1, Math.floor(frame().rows / 3));

	/** Returns the layout without zoom. */
	const layout = (): Block | undefined => {
		const {view, headRows, footRows, columns, height} = frame();
		return view === 'detailed' ? blockOf(monitor(), ui().hidden, columns, height - headRows - footRows) : undefined;
	};

	const block = (): Block | undefined => {
		const shown = layout();
		return shown && zoomedBlock(shown, ui().zoomed);
	};

	/** Returns the size of a panel without its frame; `undefined` while it is not shown. */
	const sizeOf = (name: PanelName) => {
		const {view, columns, height} = frame();
		if (view === 'compact' && name === 'processes') {
			const {listHeight} = compactLayout(compactNeeds(monitor().sample, hasProcesses()), columns, height);
			return listHeight > 0 ? {width: columns, height: listHeight, isStrip: false} : undefined;
		}

		const found = panelsOf(block()).find(panel => panel.name === name);
		return found && contentArea(found);
	};

	const listOf = (name: PanelName) => {
		const size = sizeOf(name);
		return size && panels[name].list?.(monitor(), size, name === (ui().zoomed ?? ui().focused));
	};

	const processes = () => {
		const {isAscii} = appearance();
		const view = ui().processes;
		const scope = listScope(monitor(), settings().service);
		const list = processRows(listedProcesses(monitor()), {...view, isAscii}, scope);
		return {...list, ...processWindow(list.rows, view, sizeOf('processes')?.height ?? 0)};
	};

	const selectStep = (list: ProcessWindow, step: number): void =>
		selectIndex(list, stepped(list.rows, ui().processes.selectedKey, step));

	const selectIndex = ({rows, first, room}: ProcessWindow, index: number): void => {
		const top = firstVisible(index, rows.length, room, first);
		change(now => withProcesses(now, {selectedKey: rows[index]?.key, isFollowing: false, top}));
	};

	const scroll = (panel: PanelName, step: Step): void => {
		const list = listOf(panel);
		if (list) {
			change(now => ({
				...now,
				scrollPositions: {...now.scrollPositions, [panel]: moved(list, now.scrollPositions[panel], step)},
			}));
		}
	};

	return {
		services,
		route,
		key,
		suspend,
		ui,
		change,
		open: overlay => change(now => ({...now, overlay})),
		showHint(text) {
			const hint = {text};
			change(now => ({...now, hint}));
			setTimeout(() => change(now => (now.hint === hint ? {...now, hint: undefined} : now)), hintMs).unref();
		},
		showsProcesses: () => sizeOf('processes') !== undefined,
		settings,
		monitor,
		frame,
		block,
		pageRows,
		processes,
		selectProcess: step => selectStep(processes(), step),
		columnLayout() {
			const view = ui().processes;
			const size = sizeOf('processes');
			return size && columnLayout(view.columns, orderOf(view), size.width);
		},
		selectRow: index => selectIndex(processes(), index),
		matchingProcesses: () => processes().matching,
		scroll,
		scrolls: panel => listOf(panel) !== undefined,
		view: () => frame().view,
		changeView: viewChoice => state.setState(now => ({...now, viewChoice})),
		panels: () => panelOrder(layout()),
		scope() {
			const {columns, height: rows} = frame();
			return {columns, rows, ui: ui(), monitor: monitor(), settings: settings(), appearance: appearance()};
		},
		extent(page) {
			const {columns: width, height} = frame();
			const {host, examine} = route.machine;
			const remoteData = {host: host?.getState(), snapshot: monitor().sample?.snapshot};
			const rowsFor = (innerColumns: number): number => {
				switch (page) {
					case 'help':
						return helpLines(settings(), appearance())(innerColumns).length;
					case 'statistics':
						return statisticsHeight;
					case 'health':
						return drawHealth(examine(), remoteData, innerColumns, appearance()).length;
				}
			};
			return pageExtent({rowsFor, width, height});
		},
		/** Moves in the list of the focused panel; without a focus, in the process list. */
		move(step) {
			const panel = ui().zoomed ?? ui().focused ?? 'processes';
			if (panel === 'processes' && sizeOf('processes') !== undefined) {
				const list = processes();
				selectStep(list, rowsOf(step, list.room));
			} else {
				scroll(panel, step);
			}
		},
	};
}
