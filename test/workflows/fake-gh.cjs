// Stands in for `gh`: issues and comments are kept in the file that FAKE_GH_STATE names.
const { readFileSync, writeFileSync, existsSync } = require('node:fs');

const path = process.env.FAKE_GH_STATE;
const state = existsSync(path)
  ? JSON.parse(readFileSync(path, 'utf8'))
  : { issues: [], comments: [], calls: [] };
const args = process.argv.slice(2);
state.calls.push(args);
const flag = (name) => args[args.indexOf(name) + 1];
const print = (value) => process.stdout.write(`${value}\n`);
const save = () => writeFileSync(path, JSON.stringify(state));
const numberOf = (text) => {
  const issue = state.issues.find(({ number, open }) => open && String(number) === text);
  if (issue === undefined) throw new Error(`no open issue ${text}`);
  return issue;
};
const bodyOf = () => {
  const field = flag('--field');
  if (!field.startsWith('body=@')) throw new Error(`no body in ${field}`);
  return readFileSync(field.slice('body=@'.length), 'utf8');
};

const commands = {
  'label create': () => {},
  'issue list': () => {
    for (const { number, open, label } of state.issues) if (open && label === flag('--label')) print(number);
  },
  'issue create': () => {
    const body = readFileSync(flag('--body-file'), 'utf8');
    state.issues.push({
      number: state.issues.length + 1,
      title: flag('--title'),
      label: flag('--label'),
      body,
      open: true,
    });
  },
  'release create': () => print(args.slice(2).join(' ')),
  'issue edit': () => {
    numberOf(args[2]).body = readFileSync(flag('--body-file'), 'utf8');
  },
  'issue close': () => {
    numberOf(args[2]).open = false;
  },
  'api repos/contoso/detections/issues/7/comments': () => {
    if (!flag('--jq').includes('startswith(env.marker)')) throw new Error('no marker is asked for');
    const { marker } = process.env;
    for (const { id, body, login } of state.comments) {
      if (login === 'github-actions[bot]' && body.startsWith(marker)) print(id);
    }
  },
  'api --method': () => {
    const target = args[3];
    if (flag('--method') === 'POST' && target === 'repos/contoso/detections/issues/7/comments') {
      state.comments.push({ id: state.comments.length + 101, body: bodyOf(), login: 'github-actions[bot]' });
    } else {
      const id = /^repos\/contoso\/detections\/issues\/comments\/(\d+)$/.exec(target)?.[1];
      const comment = state.comments.find((one) => String(one.id) === id);
      if (flag('--method') !== 'PATCH' || comment === undefined)
        throw new Error(`no answer to ${args.join(' ')}`);
      comment.body = bodyOf();
    }
  },
};

const command = commands[args.slice(0, 2).join(' ')];
if (command === undefined) throw new Error(`no answer to gh ${args.join(' ')}`);
command();
save();
