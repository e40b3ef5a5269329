import {handleDiagnosisKey} from '../diagnosis/handle-diagnosis-key.js';
import {withFilterKey, withFilterPaste} from '../fleet/handle-filter.js';
import {plainKeys} from '../input/key-names.js';
import {actionOf, rowOf} from '../input/keys.js';
import {runAction} from '../input/run-action.js';
import {scrolled} from '../lists/scroll.js';
import {handleBoxKey} from '../overlays/boxes.js';
import {handleFilterKey, handleFilterPaste} from '../overlays/filter.js';
import {handleGoToKey} from '../overlays/go-to.js';
import {handleJumpKey} from '../overlays/jump.js';
import type {PressedKey} from '../overlays/overlay-definition.js';
import {handlePalettePaste} from '../overlays/palette.js';
import {handleSearchKey, handleSearchPaste} from '../overlays/search.js';
import type {Action} from '../state/key-binding.js';
import {withPasted} from '../state/line-editor.js';
import type {Services} from '../state/services.js';
import type {Overlay, ScrolledPage} from '../state/ui-state.js';
import {handleProcessPageKey} from './handle-process-page-key.js';
import {machineControls, type ShownMachineControls} from './machine-controls.js';
import {overviewControls, type ShownOverviewControls} from './overview-controls.js';

/** Handles one key on the current route. */
export function handleKey(name: string, services: Services, suspend: () => void): void {
	const {route, ui, overview} = services.state.getState();
	const isTyping =
		route.kind === 'machine' ? ui.overlay !== undefined && isPrompt(ui.overlay) : overview.filtering !== undefined;
	for (const key of isTyping ? [name] : plainKeys(name)) {
		dispatch(key, services, suspend);
	}
}

function dispatch(name: string, services: Services, suspend: () => void): void {
	const {route, settings, overview} = services.state.getState();
	const action = actionOf(name, settings.bindings);
	if (route.kind === 'machine') {
		handleMachineKey({name, action}, machineControls(services, route, {key: name, suspend}));
	} else if (overview.filtering !== undefined && !(action === 'quit' && isCtrl(name))) {
		const line = overview.filtering;
		services.state.setState(state => ({...state, overview: withFilterKey(state.overview, line, name)}));
	} else if (action !== undefined) {
		const controls = overviewControls(services, route, suspend);
		const closesPage = action === 'quit' && !isCtrl(name) && controls.state().page !== undefined;
		handleOverviewKey(closesPage ? 'close' : action, controls);
	}
}

/** Handles pasted text. Only input lines accept it. */
export function handlePaste(text: string, services: Services): void {
	const {route, ui, overview} = services.state.getState();
	if (route.kind === 'overview' && overview.filtering !== undefined) {
		const line = overview.filtering;
		services.state.setState(state => ({...state, overview: withFilterPaste(state.overview, line, text)}));
	}

	if (route.kind !== 'machine' || ui.overlay === undefined) {
		return;
	}

	const controls = machineControls(services, route, {key: '', suspend() {}});
	if (ui.overlay.kind === 'filter') {
		handleFilterPaste(text, ui.overlay.line, controls);
	} else if (ui.overlay.kind === 'search') {
		handleSearchPaste(text, ui.overlay, controls);
	} else if (ui.overlay.kind === 'jump') {
		controls.open({...ui.overlay, line: withPasted(ui.overlay.line, text), error: undefined});
	} else if (ui.overlay.kind === 'palette') {
		handlePalettePaste(text, ui.overlay, controls);
	}
}

/** Returns whether the overlay is an input line, which takes every character. */
function isPrompt(overlay: Overlay): overlay is Overlay<'filter' | 'search' | 'jump' | 'palette'> {
	return (
		overlay.kind === 'filter' || overlay.kind === 'search' || overlay.kind === 'jump' || overlay.kind === 'palette'
	);
}

/**
Handles a key while a machine is shown. Ctrl-key quit always works; otherwise an open overlay receives the key, and quit
closes it.
*/
function handleMachineKey(key: PressedKey, controls: ShownMachineControls): void {
	const {overlay} = controls.ui();
	if (key.action === 'quit' && (isCtrl(key.name) || !overlay)) {
		rowOf('quit').run(controls);
	} else if (overlay) {
		handleOverlayKey(key.action === 'quit' ? {...key, action: 'close'} : key, overlay, controls);
	} else if (key.action) {
		runAction(key.action, controls);
	}
}

function isCtrl(name: string): boolean {
	return name.startsWith('ctrl+');
}

/** Handles a key while an overlay is open. */
export function handleOverlayKey(key: PressedKey, overlay: Overlay, controls: ShownMachineControls): void {
	switch (overlay.kind) {
		case 'filter':
			handleFilterKey(key.name, overlay.line, controls);
			break;
		case 'search':
			handleSearchKey(key, overlay, controls);
			break;
		case 'jump':
			handleJumpKey(key.name, overlay, controls);
			break;
		case 'goTo':
			handleGoToKey(key, controls);
			break;
		case 'help':
		case 'health':
		case 'statistics':
			handlePageKey(key, overlay, controls);
			break;
		case 'diagnosis':
			handleDiagnosisKey(key, overlay.index, controls);
			break;
		case 'details':
			handleProcessPageKey(key, overlay, controls);
			break;
		default:
			handleBoxKey(key, overlay, controls);
	}
}

/** Scrolls a full-screen page. A key of another action closes the page and runs that action. */
function handlePageKey({action}: PressedKey, page: Overlay<ScrolledPage>, controls: ShownMachineControls): void {
	if (action === undefined) {
		return;
	}

	const {step} = rowOf(action);
	if (step) {
		controls.open({...page, scroll: scrolled(page.scroll, step, controls.extent(page.kind))});
		return;
	}

	controls.open(undefined);
	if (action !== page.kind && action !== 'close') {
		runAction(action, controls);
	}
}

/** Actions that also run while a page is open. All other keys only scroll or close it. */
const actionsOnPages: ReadonlySet<Action> = new Set(['quit', 'suspend']);

export function handleOverviewKey(action: Action, controls: ShownOverviewControls): void {
	const {page} = controls.state();
	const {step, overview} = rowOf(action);
	if (page === undefined) {
		overview?.(controls);
		return;
	}

	const next = step && {...page, scroll: scrolled(page.scroll, step, controls.extent(page.kind))};
	controls.change(state => ({...state, page: next}));
	if (actionsOnPages.has(action)) {
		overview?.(controls);
	}
}
