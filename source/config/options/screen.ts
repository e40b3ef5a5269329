import {duration} from '../model/duration.js';
import {choice, toggle} from '../model/field.js';
import {list} from '../model/list.js';
import {keys} from './keys.js';
import {panelNames} from './panel-names.js';
import {defaultProcessColumns, processColumns, sortColumns} from './process-columns.js';
import {theme, themes} from './themes.js';

const group = 'Screen';

/** The settings of the screen, at the top level of the file. */
export const screen = {
	view: choice(['auto', 'detailed', 'compact', 'line'], {
		help: 'layout of the screen',
		group,
		default: 'auto',
		flag: 'view',
		shorthands: [{flag: 'compact', short: 'c', value: 'compact'}],
	}),
	theme,
	themes,
	hide: list(choice(panelNames, {help: 'a panel'}), {
		help: 'panel to hide in the detailed view',
		group,
		default: [],
		flag: 'hide',
		placeholder: 'PANEL',
	}),
	columns: list(choice(processColumns, {help: 'a column'}), {
		help: 'columns of the process list, in this order',
		group,
		default: defaultProcessColumns,
		flag: 'columns',
		placeholder: 'COLUMN',
	}),
	sort: choice(sortColumns, {
		help: 'column to sort processes by',
		group,
		default: 'cpu',
		flag: 'sort',
	}),
	reverse: toggle({help: 'reverse the sort order of processes', group, default: false, flag: 'reverse'}),
	perCore: toggle({
		help: 'count one core as 100 % CPU of a process',
		group,
		default: true,
		flag: 'per-core',
	}),
	units: choice(['binary', 'decimal'], {
		help: 'units of sizes: powers of 1024 (binary) or 1000',
		group,
		default: 'binary',
		flag: 'units',
	}),
	graphStep: duration({
		help: 'time that one column of a graph covers',
		group,
		default: 1,
		min: 0.5,
		max: 30,
		flag: 'graph-step',
	}),
	color: choice(['auto', 'none', '16', '256', 'truecolor'], {
		help: 'colour support of the terminal',
		group,
		default: 'auto',
		flag: 'color',
	}),
	graph: choice(['auto', 'braille', 'block', 'ascii'], {
		help: 'characters to draw graphs with',
		group,
		default: 'auto',
		flag: 'graph',
	}),
	ascii: toggle({help: 'draw with ASCII characters only', group, default: false, flag: 'ascii'}),
	title: toggle({help: 'show the worst problem in the window title', group, default: true, flag: 'title'}),
	mouse: toggle({help: 'let the mouse scroll, focus and select', group, default: true, flag: 'mouse'}),
	readOnly: toggle({help: 'never send signals to processes', group, default: false, flag: 'read-only'}),
	keys,
};
