import {isFramed} from '../boxes/scrolled-page.js';
import {rowOf} from '../input/keys.js';
import {opened, openNice, openSignals, renice, tagProcess} from '../input/process-actions.js';
import {runAction} from '../input/run-action.js';
import {firstShown, type ScrollExtent, scrolled} from '../lists/scroll.js';
import type {Step} from '../lists/scroll-position.js';
import type {PressedKey} from '../overlays/overlay-definition.js';
import {type ProcessPage, processPage} from '../process-page/draw.js';
import type {Action} from '../state/key-binding.js';
import type {Overlay} from '../state/ui-state.js';
import type {ShownMachineControls} from './machine-controls.js';

type Page = Overlay<'details'>;

/** Actions that run while the page stays open. */
const actionsOnPage: ReadonlySet<Action> = new Set([
	'pause',
	'back',
	'forward',
	'live',
	'faster',
	'slower',
	'stepBack',
	'stepForward',
	'nextAlert',
	'units',
	'redraw',
	'suspend',
]);

/**
Handles a key on the page of a process. Up and down move to the next parent or child that is visible, and scroll otherwise.
Enter opens it, and Backspace or Esc returns. A key of another action closes the page and runs that action.
*/
export function handleProcessPageKey({name, action}: PressedKey, page: Page, controls: ShownMachineControls): void {
	const drawn = processPage(page, controls.scope(), controls.route.recent);
	const {process} = drawn;
	const step = action && rowOf(action).step;
	if (step) {
		controls.open(moved(page, drawn, step, extentOf(drawn, controls)));
	} else if (name === 'enter') {
		follow(page, drawn, controls);
	} else if (name === 'backspace' || action === 'close') {
		const key = page.back.at(-1);
		controls.open(key === undefined ? undefined : opened(key, page.back.slice(0, -1)));
	} else if (action === undefined) {
		controls.open(page);
	} else if (actionsOnPage.has(action)) {
		rowOf(action).run(controls);
	} else if (process) {
		switch (action) {
			case 'signal':
				openSignals(controls, [process], page);
				break;
			case 'nice':
				openNice(controls, [process], page);
				break;
			case 'raisePriority':
				renice(controls, [process], {by: -1});
				break;
			case 'lowerPriority':
				renice(controls, [process], {by: 1});
				break;
			case 'tag':
				if (tagProcess(controls, process)) {
					controls.showHint(`${controls.ui().processes.tagged.size} tagged.`);
				}

				break;
			case 'environment':
				controls.open({...page, showsValues: !page.showsValues});
				break;
			default:
				controls.open(undefined);
				runAction(action, controls);
		}
	}
}

function extentOf({lines}: ProcessPage, controls: ShownMachineControls): ScrollExtent {
	const {columns, rows} = controls.scope();
	return {rows: lines.length, room: isFramed(columns, rows) ? rows - 2 : rows};
}

function moved(page: Page, {links}: ProcessPage, step: Step, extent: ScrollExtent): Page {
	const first = firstShown(page.scroll, extent);
	if ('rows' in step && Math.abs(step.rows) === 1) {
		const link = (page.link ?? -1) + step.rows;
		const line = links[link]?.line;
		if (line !== undefined && line >= first && line < first + extent.room) {
			return {...page, link};
		}
	}

	return {...page, scroll: scrolled(page.scroll, step, extent)};
}

/** Opens the selected process, or scrolls to it when it is not visible. */
function follow(page: Page, drawn: ProcessPage, controls: ShownMachineControls): void {
	const link = page.link === undefined ? undefined : drawn.links[page.link];
	if (!link) {
		return;
	}

	const extent = extentOf(drawn, controls);
	const first = firstShown(page.scroll, extent);
	const isVisible = link.line >= first && link.line < first + extent.room;
	controls.open(isVisible ? walked(page, link.key) : {...page, scroll: link.line});
}

/** Opens the parent or child on a row of the screen, if there is one. */
export function clickProcessPage(row: number, page: Page, controls: ShownMachineControls): void {
	const drawn = processPage(page, controls.scope(), controls.route.recent);
	const {columns, rows} = controls.scope();
	const line = firstShown(page.scroll, extentOf(drawn, controls)) + row - (isFramed(columns, rows) ? 1 : 0);
	const link = drawn.links.find(candidate => candidate.line === line);
	if (link) {
		controls.open(walked(page, link.key));
	}
}

/** Maximum number of processes that Backspace returns to. */
const maxBack = 50;

function walked(page: Page, key: string): Page {
	return opened(key, [...page.back, page.processKey].slice(-maxBack));
}
