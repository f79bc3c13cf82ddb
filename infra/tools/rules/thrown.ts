import { refusals, type RefusalCode } from '@annals/contracts';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { filesBelow } from './rule';

/** A file as far as it is followed: what it declares at its top level, and what it takes from which neighbour. */
interface Program {
  readonly own: ReadonlyMap<string, ts.Statement>;
  readonly taken: ReadonlyMap<string, string>;
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return statement.name === undefined ? [] : [statement.name.text];
  return [];
}

function takenBy(file: string, statement: ts.Statement): [name: string, file: string][] {
  if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
  const from = statement.moduleSpecifier.text;
  const named = statement.importClause?.namedBindings;
  if (!from.startsWith('.') || named === undefined || !ts.isNamedImports(named)) return [];
  return named.elements.map(({ name }) => [name.text, `${join(dirname(file), from)}.ts`]);
}

function programOf(root: string, file: string): Program {
  const text = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '';
  const { statements } = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  return {
    own: new Map(statements.flatMap((each) => namesOf(each).map((name) => [name, each] as const))),
    taken: new Map(statements.flatMap((each) => takenBy(file, each))),
  };
}

function within(node: ts.Node): ts.Node[] {
  const found = [node];
  ts.forEachChild(node, (child) => {
    found.push(...within(child));
  });
  return found;
}

const isRefusal = (text: string): text is RefusalCode => Object.hasOwn(refusals, text);

/** The codes in `refused(…)`, also where it chooses between two. */
function codesIn(nodes: readonly ts.Node[]): RefusalCode[] {
  return nodes
    .filter(ts.isCallExpression)
    .filter(({ expression }) => ts.isIdentifier(expression) && expression.text === 'refused')
    .flatMap(({ arguments: [first] }) => (first === undefined ? [] : within(first)))
    .filter(ts.isStringLiteral)
    .map(({ text }) => text)
    .filter(isRefusal);
}

/**
 * The refusals that are written in the files of a folder, and in the functions of its context that these call, and so
 * on. Classes of other folders are not followed: what they refuse depends on which method is called.
 * @returns each code with the file where it is thrown
 */
export function thrownIn(root: string, folder: string): ReadonlyMap<RefusalCode, string> {
  const programs = new Map<string, Program>();
  const read = (file: string): Program => {
    const program = programs.get(file) ?? programOf(root, file);
    programs.set(file, program);
    return program;
  };
  const seen = new Set<ts.Node>();
  const thrown = new Map<RefusalCode, string>();
  const follow = (file: string, statement: ts.Statement | undefined): void => {
    if (statement === undefined || seen.has(statement)) return;
    seen.add(statement);
    const nodes = within(statement);
    for (const code of codesIn(nodes)) thrown.set(code, file);
    for (const { text: name } of nodes.filter(ts.isIdentifier)) {
      const where = read(file).taken.get(name) ?? file;
      const declared = read(where).own.get(name);
      if (declared === undefined || !ts.isClassDeclaration(declared)) follow(where, declared);
    }
  };
  for (const file of filesBelow(root, folder).filter((each) => /(?<!\.spec)\.ts$/.test(each)))
    for (const statement of read(file).own.values()) follow(file, statement);
  return thrown;
}
