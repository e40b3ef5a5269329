import {choice, text, toggle} from '../model/field.js';
import {list, mapOf} from '../model/list.js';
import {keyActions} from './key-actions.js';
import {panelNames} from './panel-names.js';
import {theme, themes} from './themes.js';

const group = 'Screen';

/** The settings of the screen, which stand at the top of the file. */
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
		help: 'panel that the detailed view leaves out',
		group,
		default: [],
		flag: 'hide',
		placeholder: 'PANEL',
	}),
	sort: choice(['cpu', 'memory', 'time', 'pid', 'user', 'threads', 'name'], {
		help: 'what processes are sorted by',
		group,
		default: 'cpu',
		flag: 'sort',
	}),
	color: choice(['auto', 'none', '16', '256', 'truecolor'], {
		help: 'how many colours the terminal has',
		group,
		default: 'auto',
		flag: 'color',
	}),
	graph: choice(['auto', 'braille', 'block', 'ascii'], {
		help: 'characters that graphs are drawn with',
		group,
		default: 'auto',
		flag: 'graph',
	}),
	ascii: toggle({help: 'draw with ASCII characters alone', group, default: false, flag: 'ascii'}),
	mouse: toggle({help: 'let the mouse scroll, focus and choose', group, default: false, flag: 'mouse'}),
	readOnly: toggle({help: 'never send a signal to a process', group, default: false, flag: 'read-only'}),
	keys: mapOf(text({help: 'a key'}), {help: 'key by the name of what it does', names: keyActions}),
};
