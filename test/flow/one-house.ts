/** A schema under which a declaration may have one house waybill, and anything besides. */
export const ONE_HOUSE = `<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
  targetNamespace="urn:customs.ru:Information:CustomsDocuments:ExpressCargoDeclaration:5.27.0"
  xmlns:ecd="urn:customs.ru:Information:CustomsDocuments:ExpressCargoDeclaration:5.27.0">
  <xs:complexType name="Anything"><xs:sequence><xs:any processContents="lax" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:anyAttribute processContents="skip"/></xs:complexType>
  <xs:element name="ExpressCargoDeclaration" type="ecd:Anything"/>
  <xs:element name="GoodsShipment" type="ecd:Anything"/>
  <xs:element name="HouseShipment" type="ecd:Anything"/>
  <xs:element name="ObjectOrdinal"><xs:simpleType><xs:restriction base="xs:integer"><xs:maxInclusive value="1"/></xs:restriction></xs:simpleType></xs:element>
</xs:schema>`;
