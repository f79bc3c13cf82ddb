/** What attackers try first: lower case, without the digits and signs that people put after it (`isCommonPassword` takes those off). */
export const commonWords: ReadonlySet<string> = new Set(
  `
password passwort passw0rd passwd pass passcode passphrase parola contrasena motdepasse senha wachtwoord losenord salasana haslo heslo sifre
admin administrator root superuser sysadmin operator manager support helpdesk service backup guest user username test tester testing testtest temp temporary
default changeme changeit change secret secrets private letmein letmeinnow login logon signin access account master supervisor security secure server system
network database oracle mysql postgres cisco router windows linux ubuntu debian apple android google facebook twitter instagram linkedin amazon youtube yahoo hotmail
gmail outlook microsoft office excel internet computer laptop desktop keyboard monitor printer mobile phone samsung nokia motorola iphone blackberry
welcome welcomeback hello helloworld hellohello goodbye hi hey thanks please sorry whatever nothing something anything everything nobody somebody
qwerty qwertyu qwertyui qwertyuiop qwert qwer qwertz qwertzu qwertzuiop azerty azertyuiop asdf asdfg asdfgh asdfghj asdfghjk asdfghjkl zxcv zxcvb zxcvbn zxcvbnm
qazwsx qazwsxedc qaz wsx edc wsxedc qweasd qweasdzxc qwe asd zxc asdzxc poiuytrewq lkjhgfdsa mnbvcxz poiuy ytrewq dsaewq yxcvbnm qwerasdf asdfqwer
abc abcd abcde abcdef abcdefg abcdefgh abcabc abcxyz xyz xxx xxxx aaa aaaa aaaaaa zzzz
iloveyou ilove iloveme iloveu loveyou loveme lovely lover lovers love loving lovelove mylove truelove babylove sweetlove forever foreverlove kisses kiss hugs hug darling
honey sweetheart sweetie sweet sweety sugar candy cookie cookies chocolate vanilla cupcake cherry apple apples banana orange lemon peach strawberry blueberry raspberry pumpkin
cheese butter bacon pizza burger chicken coffee espresso beer whiskey vodka tequila guinness heineken budweiser corona cocacola coca pepsi sprite redbull
monkey monkeys dragon dragons tiger tigers tigger lion lions panther panthers leopard cheetah jaguar jaguars wolf wolves wolfpack bear bears eagle eagles falcon falcons hawk hawks
raven ravens phoenix dolphin dolphins shark sharks whale turtle turtles rabbit bunny kitty kitten kittens pussycat cat cats doggie doggy dog dogs puppy puppies horse horses
pony unicorn butterfly spider scorpion cobra viper python rattlesnake snake bulldog bulldogs beagle poodle rottweiler husky labrador buster buddy max maxwell lucky shadow
rocky bailey bella molly daisy lucy ginger pepper maggie sophie chloe toby jake duke bandit smokey oscar sammy simba nala felix garfield snoopy scooby scoobydoo
football footballer soccer baseball softball basketball hockey tennis golf golfer golfing cricket rugby volleyball swimming swimmer running runner skating skater skateboard surfer surfing
snowboard skiing ski boxing boxer wrestling wrestler karate judo cycling racing racer champion champions winner winners victory goal player gamer gaming games game
arsenal chelsea liverpool manchester manutd mancity everton tottenham spurs newcastle celtic rangers barcelona realmadrid madrid juventus inter milan acmilan benfica porto
bayern dortmund schalke ajax feyenoord psv galatasaray fenerbahce besiktas flamengo corinthians palmeiras santos boca river cowboys steelers packers patriots broncos raiders
redskins giants yankees redsox cubs dodgers braves mets lakers celtics bulls knicks heat warriors spurs pistons blackhawks redwings flyers penguins bruins canucks
ronaldo messi neymar beckham rooney zidane ronaldinho maradona pele jordan michaeljordan kobe lebron shaq tiger woods federer nadal schumacher hamilton rossi
superman batman spiderman ironman hulk thor captain america wolverine xmen joker robin catwoman superstar superhero hero heroes marvel avengers deadpool venom
starwars startrek skywalker luke leia yoda vader darthvader anakin jedi sith chewbacca hansolo boba bobafett stormtrooper trekker spock enterprise voyager babylon stargate
matrix neo trinity morpheus terminator predator alien aliens rambo rockybalboa godfather scarface gladiator braveheart titanic avatar inception hobbit gandalf frodo bilbo legolas
aragorn gollum mordor sauron lordoftherings harrypotter harry potter hermione dumbledore voldemort hogwarts gryffindor slytherin snape twilight edward bella jacob narnia aslan
pokemon pikachu charizard charmander bulbasaur squirtle mewtwo naruto sasuke sakura itachi goku vegeta dragonball dragonballz gohan bleach onepiece luffy zoro deathnote
mario luigi zelda link sonic tetris pacman doom quake halo warcraft starcraft diablo counterstrike minecraft fortnite roblox overwatch callofduty battlefield fallout skyrim
nintendo playstation xbox sega gameboy atari steam blizzard simcity sims lara laracroft tombraider finalfantasy cloud sephiroth tifa metallica nirvana slipknot ironmaiden
megadeth pantera acdc gunsnroses greenday blink eminem tupac biggie snoopdog fiftycent drake rihanna beyonce shakira madonna britney beatles lennon elvis presley rollingstones
ledzeppelin pinkfloyd queen freddie mercury bowie prince michaeljackson jackson bobmarley marley radiohead coldplay oasis linkinpark korn tool rammstein abba
music musica guitar guitarra drums drummer piano violin bass trumpet singer dancer dancing dance disco rock rocker rocknroll punk metal heavymetal hiphop rap rapper techno trance reggae jazz blues
summer sommer winter spring autumn fall january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
january1 sunshine sunny sunflower sunrise sunset moon moonlight moonshine starlight star stars stardust galaxy universe cosmos planet earth world mercury venus mars jupiter saturn
uranus neptune pluto rainbow rain thunder lightning storm stormy snow snowball snowflake snowman ice iceman icecream fire fireman fireball firefly flame phoenixfire water ocean sea beach
island mountain forest river lake desert garden flower flowers rose roses lily tulip jasmine violet orchid lotus blossom tree trees apple tree green blue red black white yellow
purple pink silver gold golden diamond diamonds ruby emerald sapphire pearl crystal amber jade platinum bronze copper iron steel chrome
ferrari porsche lamborghini maserati bugatti mercedes benz bmw audi volkswagen golfgti toyota honda civic nissan mazda subaru impreza mitsubishi hyundai kia ford mustang
chevy chevrolet camaro corvette dodge viper charger chrysler jeep wrangler cadillac pontiac firebird buick lincoln volvo saab skoda seat renault peugeot citroen fiat alfaromeo
jaguarcars bentley rollsroyce astonmartin mclaren tesla yamaha suzuki kawasaki ducati harley harleydavidson davidson triumph vespa motorcycle biker truck trucker driver
michael michelle jennifer jessica ashley amanda sarah stephanie nicole heather elizabeth megan melissa christina rachel laura lauren amber brittany danielle kimberly amy crystal
tiffany emily rebecca jacqueline kelly christine samantha angela erin sara katherine kathryn andrea patricia mary maria linda barbara susan margaret dorothy lisa nancy karen
betty helen sandra donna carol ruth sharon cynthia angelina angelica alexandra alexandria victoria veronica vanessa valerie valentina natalie natalia natasha monica miranda marina
marie martha julia julie juliet juliana joanna josephine jasmin isabella isabel ingrid hannah grace gloria gabriella gabriela florence fiona eva evelyn emma ella elena eleanor
diana denise deborah debbie claudia claire clara chloe charlotte catherine caroline carolina carmen camila brenda bianca beatriz anna annie anne anita angie alice alicia alison
adriana abigail olivia sophia sofia mia zoe madison hailey paige morgan taylor sydney savannah destiny faith hope charity joy heaven angel angels angelo baby babygirl babyboy
princess princesa queenbee prince princessa king kings kingkong queen queens duchess lady ladybug lord knight knights wizard witch magic magician mystic fairy fantasy dream dreams dreamer
robert john james david richard william charles joseph thomas christopher daniel paul mark donald george kenneth steven edward brian ronald anthony kevin jason matthew gary timothy
jose larry jeffrey frank scott eric stephen andrew raymond gregory joshua jerry dennis walter patrick peter harold douglas henry carl arthur ryan roger joe juan jack albert jonathan
justin terry gerald keith samuel willie ralph lawrence nicholas roy benjamin bruce brandon adam harry fred wayne billy steve louis jeremy aaron randy howard eugene carlos russell bobby
victor martin ernest phillip todd jesse craig alan shawn clarence sean philip chris johnny earl jimmy antonio danny bryan tony luis mike stanley leonard nathan dale manuel rodney curtis
norman allen marvin vincent glenn jeffery travis jeff chad jacob lee melvin alfred kyle francis bradley jesus herbert frederick ray joel edwin don eddie ricky troy randall barry
alexander alexandre alex alexis alejandro andreas andre andrei anton dmitry sergey sergei vladimir igor ivan boris nikita oleg maxim mikhail pavel roman ruslan yuri viktor
oliver oscar leo leon leonardo lucas luca marco matteo mario marcel michel pierre jean jacques philippe nicolas julien laurent olivier sebastian stefan steffen thorsten tobias
johannes juergen klaus wolfgang werner hans heinz helmut dieter uwe bernd frank florian felix fabian dominik daniela sabine petra monika katja anja nadine sandra stefanie
miguel francisco fernando rafael ricardo roberto eduardo diego pedro pablo javier jorge sergio raul ramon alberto alfredo enrique guillermo hector ignacio santiago mateo gabriel
mohammed muhammad ahmed ali hassan hussein omar ibrahim abdullah mustafa mehmet fatima aisha yusuf khalid india pakistan bangladesh nepal krishna ganesh shiva sairam omsairam
london paris berlin munich hamburg vienna rome milano napoli lisbon madrid dublin scotland ireland england britain germany deutschland france italia italy spain espana portugal
brasil brazil argentina mexico colombia chile peru venezuela canada toronto montreal vancouver newyork brooklyn chicago boston dallas houston austin texas california florida miami
arizona phoenix denver seattle portland detroit atlanta georgia virginia carolina hawaii alaska vegas lasvegas hollywood losangeles sandiego sanfrancisco australia sydney melbourne
china beijing shanghai hongkong singapore japan tokyo osaka korea seoul thailand bangkok vietnam indonesia jakarta malaysia philippines manila russia moscow ukraine poland polska warszawa
sweden stockholm norway denmark finland holland nederland amsterdam belgium brussels switzerland austria greece athens turkey turkiye istanbul israel egypt africa nigeria
jesus jesuschrist christ christian god godisgood godislove lord savior bible church heaven faithful blessed blessing pray prayer holyspirit angel gabriel michaelangelo emmanuel israel zion
fuck fucker fuckyou fuckoff fuckme fuckit shit bullshit bitch bastard asshole sex sexy sexyboy sexygirl porn naked hottie hotboy playboy playgirl hardcore
booty babe babes badboy badgirl goodboy goodgirl cutie cute beautiful gorgeous pretty handsome
killer killers kill death dead dieter devil demon satan hell hellfire evil ghost zombie vampire werewolf monster beast dark darkness darkside darkangel blackcat blackjack midnight night nightmare
ninja samurai warrior soldier sniper hunter ranger marine marines army navy airforce military police cop sheriff cowboy cowgirl pirate pirates viking vikings spartan spartans trojan trojans
hacker hackers hack cracker crack cyber cyberpunk robot robots android matrixreloaded code coder coding developer programmer programming java javascript php html script hardware software
doctor nurse teacher student school college university class lawyer engineer chef pilot captain sailor fisherman fishing hunting camping hiking travel traveler adventure vacation holiday
money cash dollar dollars euro million millionaire billion rich richman bank banker bitcoin crypto ethereum dogecoin trader business company boss bigboss gangster gangsta mafia thug thuglife
family mother father mom mommy mama mum mummy dad daddy papa brother brothers sister sisters son daughter grandma grandpa uncle aunt cousin wife husband friend friends bestfriend friendship
boyfriend girlfriend together couple marriage wedding birthday christmas xmas halloween easter newyear valentine thanksgiving santa santaclaus rudolph
happy happiness happyday happyfeet smile smiley smiling laugh funny crazy crazyboy insane psycho maniac mad angry stupid idiot dumb dummy loser freak geek nerd cool coolman coolguy awesome
amazing wonderful fantastic excellent perfect great best better good goodluck luckyone luck lucky1 power powerful strong strength energy force freedom peace justice truth honor glory
number one two three four five six seven eight nine ten first second third last zero hundred thousand onetwo onetwothree seventyseven
open opensesame sesame enter enterme openup unlock unlocked key keys lock locked door window house home homer homersimpson simpson simpsons bart bartman marge southpark cartman kenny
trustno trustnoone trustme believe remember forget forgotten forgetit noway nopassword nopass mypass mypassword mypasswd yourpassword thepassword newpassword newpass oldpassword password password
qwertypassword passwordpassword adminadmin rootroot useruser testuser guestguest admintest testadmin demo demodemo example sample dummy foobar foo bar foobarbaz loremipsum lorem
blah blahblah blablabla lol lololol lmao rofl haha hahaha hahahaha hehe hehehe yoyo yoyoyo jojo lala lalala nana bobo coco momo lulu mimi kiki gogo
trinity fender gibson ibanez marlboro camel newport winston smokeweed weed marijuana ganja cannabis stoner highlife rasta bongs bong
mercury apollo zeus athena hercules achilles hades poseidon artemis venus cupid eros pegasus medusa atlas titan titans olympus spartacus caesar cleopatra napoleon alexanderthegreat
rosebud bigbird elmo kermit muppet mickey mickeymouse minnie donaldduck goofy pluto disney disneyland bambi dumbo nemo ariel cinderella aladdin mulan peterpan tinkerbell tweety sylvester bugsbunny
spongebob patrick squidward barbie hellokitty winnie winniethepooh pooh poohbear tigger piglet eeyore snowwhite teddy teddybear teddybears shrek fiona garfield scrooge popeye
`
    .trim()
    .split(/\s+/),
);
