import {choice, text} from '../model/field.js';
import {type Given, refusal} from '../model/given.js';
import {leaf} from '../model/leaf.js';
import {readMembers} from '../model/section.js';
import {keyActions} from './key-actions.js';

/** The sets of keys that come with mon-tui. */
export const keyPresets = ['default', 'htop', 'btop', 'vim'] as const;

export type KeyPreset = (typeof keyPresets)[number];

/** The keys of the screen. */
export type Keys = {
	readonly preset: KeyPreset;
	/** Keys that differ from the preset, by action; spaces separate several keys. */
	readonly bindings: Readonly<Record<string, string>>;
};

const preset = choice(keyPresets, {help: 'set of keys', default: 'default'});
const binding = text({help: 'a key'});
const allowed = `${preset.allowed}, or an object with keys by action`;

/** The setting of the keys: the name of a preset, or an object that may name one and has the keys that differ from it. */
export const keys = leaf<Keys, '', Keys>(
	{
		help: 'keys of the screen: default, htop, btop or vim; in the file also keys by action',
		group: 'Screen',
		default: {preset: 'default', bindings: {}},
		flag: 'keys',
		placeholder: 'PRESET',
	},
	{
		unit: '',
		allowed,
		defaultText: undefined,
		schema: {
			anyOf: [
				preset.schema,
				{
					type: 'object',
					properties: {
						preset: preset.schema,
						...Object.fromEntries(keyActions.map(action => [action, binding.schema])),
					},
					additionalProperties: false,
				},
			],
		},
		read(value) {
			if (value.kind === 'object') {
				return fromMembers(value);
			}

			if (value.kind === 'list') {
				throw refusal(value, allowed);
			}

			return {preset: preset.read(value), bindings: {}};
		},
		toJson: ({preset: name, bindings}) =>
			Object.keys(bindings).length === 0 ? name : {...(name === 'default' ? {} : {preset: name}), ...bindings},
	},
);

function fromMembers(value: Given): Keys {
	const read = readMembers(value, ({key, value: member}): readonly [string, string] => [
		key,
		key === 'preset' ? preset.read(member) : (binding.read(member) ?? ''),
	]);
	// Object.fromEntries defines properties and does not assign them, so `__proto__` is an ordinary key.
	const {preset: name, ...bindings} = Object.fromEntries(read);
	return {preset: presetOf(name), bindings};
}

/** Returns the preset with a name; the default one for another name. */
export function presetOf(name: string | undefined): KeyPreset {
	return keyPresets.find(preset => preset === name) ?? 'default';
}
