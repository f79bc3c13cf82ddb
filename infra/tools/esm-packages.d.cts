declare function esmPackages(root: string): string[];
export = esmPackages;
