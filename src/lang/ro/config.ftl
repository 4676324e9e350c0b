# Fișierul de configurare
config-missing = Fișierul de configurare { $file } nu există. Verificați calea de după --config (sau din SVERKA_CONFIG) ori omiteți-o: fără fișier sunt valabile setările obișnuite.
config-unreadable = Fișierul de configurare { $file } nu poate fi citit: { $detail }. Acordați-vă dreptul de citire sau indicați alt fișier cu --config.
config-syntax = Fișierul de configurare { $file }, rândul { $line }: acesta nu este TOML în UTF-8 ({ $detail }). Corectați rândul; textul se scrie între ghilimele: name = "Dezvoltator SRL".
config-unknown-key = Fișierul de configurare { $file }, rândul { $line }: nume necunoscut „{ $key }”. Aici se poate scrie: { $known }. Corectați sau ștergeți rândul.
config-wrong-value = Fișierul de configurare { $file }, rândul { $line }: valoarea nu se potrivește: { $written } ({ $detail }). Corectați sau ștergeți rândul.
config-unknown-word = Fișierul de configurare { $file }, rândul { $line }: „{ $written }” nu se potrivește. Se poate scrie: { $known }.
